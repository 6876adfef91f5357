fn main() {
    cunzhan::importer::start();
}
