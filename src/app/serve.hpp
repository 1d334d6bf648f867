// The running service: listener, loops, and an end that loses nothing.
#pragma once

#include "app/configuration.hpp"

namespace agri110::app {

/// Runs until SIGTERM or SIGINT. Gives the exit code: 0 after a clean stop, 1 when durability came into doubt.
/// Throws for anything that prevents the start.
int serve(const Configuration& configuration);

}  // namespace agri110::app
