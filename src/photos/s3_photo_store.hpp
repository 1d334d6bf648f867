// Photos on a store that speaks S3: several machines reach the same photos without a shared disk.
#pragma once

#include "photos/photo_store.hpp"
#include "photos/s3_client.hpp"

namespace agri110::photos {

/// Durable means: the store took the object and then said that it has all of its bytes. Throws S3Error.
class S3PhotoStore final : public PhotoStore {
public:
    explicit S3PhotoStore(S3Settings settings) : client_(std::move(settings)) {}

    void put(const PreparedPhoto& photo) override;
    bool has(std::string_view sha256) const override;
    std::optional<std::filesystem::path> file(std::string_view sha256, PhotoSize size) const override;
    std::optional<std::string> read(std::string_view sha256, PhotoSize size) const override;
    void write(std::string_view sha256, PhotoSize size, std::string_view bytes) override;
    void remove_unused(std::string_view sha256) override;
    std::string description() const override { return client_.description(); }
    void try_out() override;

private:
    S3Client client_;
};

}  // namespace agri110::photos
