"""The same coding on many machines: what is coded elsewhere comes back in its order and is written by one archive."""
