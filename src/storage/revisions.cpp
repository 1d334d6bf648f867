#include "storage/revisions.hpp"

namespace agri110::storage {

std::int64_t next_revision(Transaction& tx, std::string_view name)
{
    return tx.number(
        "INSERT INTO revision (name, number) VALUES ($1, 1) "
        "ON CONFLICT (name) DO UPDATE SET number = revision.number + 1 RETURNING number",
        name);
}

std::int64_t current_revision(Transaction& tx, std::string_view name)
{
    return tx.number("SELECT number FROM revision WHERE name = $1", name);
}

}  // namespace agri110::storage
