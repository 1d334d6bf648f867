-- Keys of kept answers are the first 96 bits of what they were: see service::short_hash_of.
UPDATE idempotency_key SET key_hash = substr(key_hash, 1, 24), request_hash = substr(request_hash, 1, 24);
