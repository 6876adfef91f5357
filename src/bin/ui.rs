fn main() {
    cunzhan::ui::start();
}
