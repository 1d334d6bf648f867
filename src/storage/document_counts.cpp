#include "storage/document_counts.hpp"

namespace agri110::storage {
namespace {

DocumentName read_name(const Row& row)
{
    return {row.text(0), row.text(1)};
}

DocumentCount read_count(const Row& row)
{
    return {read_name(row), static_cast<int>(row.integer(2)), static_cast<int>(row.integer(3))};
}

}  // namespace

DocumentCount find_document_count(Transaction& tx, const DocumentName& d)
{
    return tx
        .row("SELECT type, document, used, helped FROM document_count WHERE type = $1 AND document = $2", read_count,
             d.type, d.id)
        .value_or(DocumentCount{d});
}

std::vector<DocumentCount> list_document_counts(Transaction& tx, std::int64_t after, std::int64_t upto)
{
    return tx.rows(
        "SELECT type, document, used, helped FROM document_count WHERE revision > $1 AND revision <= $2 "
        "ORDER BY type, document",
        read_count, after, upto);
}

void add_to_document_count(Transaction& tx, const DocumentCount& more, std::int64_t revision)
{
    tx.execute(
        "INSERT INTO document_count (type, document, used, helped, revision) VALUES ($1, $2, $3, $4, $5) "
        "ON CONFLICT (type, document) DO UPDATE SET used = document_count.used + excluded.used, "
        "helped = document_count.helped + excluded.helped, revision = excluded.revision",
        more.document.type, more.document.id, more.used, more.helped, revision);
}

bool insert_inserted_document(Transaction& tx, ReportId report, const DocumentName& d)
{
    return tx.execute(
               "INSERT INTO inserted_document (report_id, type, document, helped) VALUES ($1, $2, $3, 0) "
               "ON CONFLICT (report_id, type, document) DO NOTHING",
               report, d.type, d.id) == 1;
}

std::vector<DocumentName> take_inserted_documents(Transaction& tx, ReportId report)
{
    auto taken = tx.rows(
        "SELECT type, document FROM inserted_document WHERE report_id = $1 AND helped = 0 ORDER BY type, document",
        read_name, report);
    if (!taken.empty())
        tx.execute("UPDATE inserted_document SET helped = 1 WHERE report_id = $1 AND helped = 0", report);
    return taken;
}

void count_solved_by_knowledge(Transaction& tx, RegionCode region, int month)
{
    tx.execute(
        "INSERT INTO solved_by_knowledge (region, month, solved) VALUES ($1, $2, 1) "
        "ON CONFLICT (region, month) DO UPDATE SET solved = solved_by_knowledge.solved + 1",
        region, month);
}

std::int64_t sum_solved_by_knowledge(Transaction& tx, CountyRange regions, int first_month, int last_month)
{
    return tx.number(
        "SELECT COALESCE(SUM(solved), 0) FROM solved_by_knowledge WHERE region BETWEEN $1 AND $2 AND month BETWEEN $3 "
        "AND $4",
        regions.first, regions.last, first_month, last_month);
}

}  // namespace agri110::storage
