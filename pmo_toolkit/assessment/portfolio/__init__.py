"""All proposals of a workspace as one problem of choice, fed from what their reports rest on."""
