"""Speed, memory and accuracy, run by hand: `python -m bench code`, `python -m bench accuracy DIR`."""
