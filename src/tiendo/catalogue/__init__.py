"""Facts as data: indicators and units as CSV files beside the code, loaded by `load`."""
