#include "service/roster_cache.hpp"

#include "storage/teams.hpp"

namespace agri110::service {

std::shared_ptr<const routing::Snapshot> RosterCache::snapshot(storage::Transaction& tx,
                                                               const std::shared_ptr<const Knowledge>& knowledge,
                                                               Day today)
{
    const Key key{storage::roster_version(tx), knowledge->version, today};
    {
        const std::scoped_lock lock(mutex_);
        if (snapshot_ && key_ == key) return snapshot_;
    }
    auto roster = std::make_shared<const Roster>(storage::load_roster(tx, today));
    auto built = std::make_shared<const routing::Snapshot>(
        std::move(roster), std::shared_ptr<const RegionTree>(knowledge, &knowledge->regions),
        std::shared_ptr<const CropTree>(knowledge, &knowledge->crops));
    const std::scoped_lock lock(mutex_);
    key_ = key;
    snapshot_ = built;
    return built;
}

}  // namespace agri110::service
