"""The words that the steps rely on, as data, one folder a language."""
