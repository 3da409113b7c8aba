"""The facilitator: all proposals of a workspace together."""
