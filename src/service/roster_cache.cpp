#include "service/roster_cache.hpp"

#include "storage/teams.hpp"

namespace agri110::service {

std::shared_ptr<const Roster> RosterCache::roster(storage::Transaction& tx, Day today)
{
    const auto version = storage::roster_version(tx);
    {
        const std::scoped_lock lock(mutex_);
        if (roster_ && roster_->version == version && day_ == today) return roster_;
    }
    auto loaded = std::make_shared<const Roster>(storage::load_roster(tx, today));
    const std::scoped_lock lock(mutex_);
    day_ = today;
    roster_ = std::move(loaded);
    return roster_;
}

std::shared_ptr<const routing::Snapshot> RosterCache::snapshot(storage::Transaction& tx,
                                                               const std::shared_ptr<const Knowledge>& knowledge,
                                                               Day today)
{
    auto rows = roster(tx, today);
    {
        const std::scoped_lock lock(mutex_);
        if (snapshot_ && built_from_ == Key{rows, knowledge->version}) return snapshot_;
    }
    auto built = std::make_shared<const routing::Snapshot>(
        rows, std::shared_ptr<const RegionTree>(knowledge, &knowledge->regions),
        std::shared_ptr<const CropTree>(knowledge, &knowledge->crops));
    const std::scoped_lock lock(mutex_);
    built_from_ = {std::move(rows), knowledge->version};
    snapshot_ = built;
    return built;
}

}  // namespace agri110::service
