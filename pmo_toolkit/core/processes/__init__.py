"""Processes beside this one: started, ended, and how a child begins."""
