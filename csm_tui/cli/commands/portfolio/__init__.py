"""Commands about clients: the portfolio, one client, who comes first, renewals and what changed."""
