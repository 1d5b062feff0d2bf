-- A county's half-year report as somebody would write it who knows the table, the index and both databases: for the
-- county and each of its townships, this period and the same days last year, by kind and category. %(…)s are
-- parameters; `child` is 16 digits, a township's path. CROSS JOIN keeps the order: the units first, then their facts.

-- name: happened
WITH scope AS MATERIALIZED (
    SELECT unit_id, substr(path, 1, 16) AS child, since, until FROM orgs_placement WHERE path >= %(low)s AND path < %(high)s
)
SELECT 'now', s.child, f.kind, f.category, COUNT(*), SUM(f.amount)
FROM scope s CROSS JOIN facts_factrow f
WHERE f.unit = s.unit_id AND f.since >= %(first)s AND f.since < %(end)s AND f.until > %(first)s AND f.until <= %(end)s
  AND s.since <= f.since AND s.until > f.since AND f.kind IN ('b.h0', 'b.h1', 'b.h2', 'b.h3', 'b.h4', 'b.h5')
GROUP BY 2, 3, 4
UNION ALL
SELECT 'then', s.child, f.kind, f.category, COUNT(*), SUM(f.amount)
FROM scope s CROSS JOIN facts_factrow f
WHERE f.unit = s.unit_id AND f.since >= %(first_before)s AND f.since < %(end_before)s
  AND f.until > %(first_before)s AND f.until <= %(end_before)s
  AND s.since <= f.since AND s.until > f.since AND f.kind IN ('b.h0', 'b.h1', 'b.h2', 'b.h3', 'b.h4', 'b.h5')
GROUP BY 2, 3, 4

-- name: people_of_happenings
WITH scope AS MATERIALIZED (
    SELECT unit_id, substr(path, 1, 16) AS child, since, until FROM orgs_placement WHERE path >= %(low)s AND path < %(high)s
),
came AS MATERIALIZED (
    SELECT DISTINCT 'now' AS span, s.child, f.kind, f.person
    FROM scope s CROSS JOIN facts_factrow f
    WHERE f.unit = s.unit_id AND f.since >= %(first)s AND f.since < %(end)s AND f.until > %(first)s AND f.until <= %(end)s
      AND s.since <= f.since AND s.until > f.since AND f.person IS NOT NULL
      AND f.kind IN ('b.h0', 'b.h1', 'b.h2', 'b.h3', 'b.h4', 'b.h5')
    UNION ALL
    SELECT DISTINCT 'then', s.child, f.kind, f.person
    FROM scope s CROSS JOIN facts_factrow f
    WHERE f.unit = s.unit_id AND f.since >= %(first_before)s AND f.since < %(end_before)s
      AND f.until > %(first_before)s AND f.until <= %(end_before)s
      AND s.since <= f.since AND s.until > f.since AND f.person IS NOT NULL
      AND f.kind IN ('b.h0', 'b.h1', 'b.h2', 'b.h3', 'b.h4', 'b.h5')
)
SELECT span, child, kind, COUNT(*) FROM came GROUP BY 1, 2, 3
UNION ALL
SELECT span, '', kind, COUNT(DISTINCT person) FROM came GROUP BY 1, 3

-- name: stood
WITH scope AS MATERIALIZED (
    SELECT unit_id, substr(path, 1, 16) AS child, since, until FROM orgs_placement WHERE path >= %(low)s AND path < %(high)s
)
SELECT 'now', s.child, f.kind, f.category, COUNT(*)
FROM scope s CROSS JOIN facts_factrow f
WHERE f.unit = s.unit_id AND f.since <= %(last)s AND f.until > %(last)s AND s.since <= %(last)s AND s.until > %(last)s
  AND f.kind IN ('b.s0', 'b.s1', 'b.s2', 'b.s3')
GROUP BY 2, 3, 4
UNION ALL
SELECT 'then', s.child, f.kind, f.category, COUNT(*)
FROM scope s CROSS JOIN facts_factrow f
WHERE f.unit = s.unit_id AND f.since <= %(last_before)s AND f.until > %(last_before)s
  AND s.since <= %(last_before)s AND s.until > %(last_before)s AND f.kind IN ('b.s0', 'b.s1', 'b.s2', 'b.s3')
GROUP BY 2, 3, 4

-- name: people_who_stood
WITH scope AS MATERIALIZED (
    SELECT unit_id, substr(path, 1, 16) AS child, since, until FROM orgs_placement WHERE path >= %(low)s AND path < %(high)s
),
there AS MATERIALIZED (
    SELECT DISTINCT 'now' AS span, s.child, f.kind, f.person
    FROM scope s CROSS JOIN facts_factrow f
    WHERE f.unit = s.unit_id AND f.since <= %(last)s AND f.until > %(last)s AND s.since <= %(last)s AND s.until > %(last)s
      AND f.person IS NOT NULL AND f.kind IN ('b.s0', 'b.s1', 'b.s2', 'b.s3')
    UNION ALL
    SELECT DISTINCT 'then', s.child, f.kind, f.person
    FROM scope s CROSS JOIN facts_factrow f
    WHERE f.unit = s.unit_id AND f.since <= %(last_before)s AND f.until > %(last_before)s
      AND s.since <= %(last_before)s AND s.until > %(last_before)s
      AND f.person IS NOT NULL AND f.kind IN ('b.s0', 'b.s1', 'b.s2', 'b.s3')
)
SELECT span, child, kind, COUNT(*) FROM there GROUP BY 1, 2, 3
UNION ALL
SELECT span, '', kind, COUNT(DISTINCT person) FROM there GROUP BY 1, 3

-- name: began
WITH scope AS MATERIALIZED (
    SELECT unit_id, substr(path, 1, 16) AS child, since, until FROM orgs_placement WHERE path >= %(low)s AND path < %(high)s
)
SELECT 'now', s.child, f.kind, COUNT(*)
FROM scope s CROSS JOIN facts_factrow f
WHERE f.unit = s.unit_id AND f.since >= %(first)s AND f.since < %(end)s AND f.until > %(first)s
  AND s.since <= f.since AND s.until > f.since AND f.kind IN ('b.s0', 'b.s1', 'b.s2', 'b.s3')
GROUP BY 2, 3
UNION ALL
SELECT 'then', s.child, f.kind, COUNT(*)
FROM scope s CROSS JOIN facts_factrow f
WHERE f.unit = s.unit_id AND f.since >= %(first_before)s AND f.since < %(end_before)s AND f.until > %(first_before)s
  AND s.since <= f.since AND s.until > f.since AND f.kind IN ('b.s0', 'b.s1', 'b.s2', 'b.s3')
GROUP BY 2, 3
