"""Planning a meeting: six steps, with the gate between Ask and Give."""
