fn main() {
    cunzhan::engine::start();
}
