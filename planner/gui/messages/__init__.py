"""Messages to send: drafted here, copied or opened in the mail program, and noted as sent."""
