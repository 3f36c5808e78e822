### Digest, bulletin, ranking.
