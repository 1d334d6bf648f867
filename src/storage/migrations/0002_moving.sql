-- One row while `agri110 move` fills this database: from which one, told by the hash of everything in it.
CREATE TABLE moving (
    id {{int64}} PRIMARY KEY,
    source {{text}} NOT NULL
) {{strict}};
