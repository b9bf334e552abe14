"""What the app is made of: the ways between screens, the commands that work everywhere, and leaving."""
