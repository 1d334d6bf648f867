// Pieces as objects of a bucket that holds nothing else. The store makes each durable before it answers.
#include "backup/piece_store.hpp"

namespace agri110::backup {
namespace {

class S3PieceStore final : public PieceStore {
public:
    explicit S3PieceStore(photos::S3Settings settings) : client_(std::move(settings)) {}

    void put(const std::string& key, std::string_view bytes) override
    {
        client_.put(key, bytes, "application/octet-stream");
    }
    void settle() override {}
    std::optional<std::string> get(const std::string& key) const override { return client_.get(key); }
    std::vector<std::string> list(const std::string& folder) const override { return client_.list(folder + "/"); }
    bool empty() const override { return client_.list("").empty(); }
    void remove(const std::string& key) override { client_.remove(key); }
    std::string description() const override { return client_.description(); }

private:
    photos::S3Client client_;
};

}  // namespace

std::unique_ptr<PieceStore> pieces_on_s3(photos::S3Settings settings)
{
    return std::make_unique<S3PieceStore>(std::move(settings));
}

}  // namespace agri110::backup
