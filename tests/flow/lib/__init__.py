"""What the flow tests share: a private centre, desks, clients and TAP."""
