#include "http/crowd.hpp"

#include <utility>

namespace agri110::http {

Crowd::Place::Place(Crowd& crowd, std::string address) : crowd_(crowd), address_(std::move(address))
{
    const std::lock_guard lock{crowd_.mutex_};
    of_address_ = ++crowd_.in_work_[address_];
}

Crowd::Place::~Place()
{
    const std::lock_guard lock{crowd_.mutex_};
    const auto found = crowd_.in_work_.find(address_);
    if (--found->second == 0) crowd_.in_work_.erase(found);
}

}  // namespace agri110::http
