### Points, rankings, rewards.
