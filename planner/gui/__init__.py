"""The windows. With `planner.app` the only place that knows Qt."""
