"""Care for women and children who need it: surveys, visits, pairings, needs, help, counselling."""
