//! Words of the settings.

pub const TITLE: &str = "设置";
pub const TEXT_SIZE: &str = "文字大小";
pub const TEXT_SIZES: [(&str, &str); 3] = [("normal", "标准"), ("large", "大"), ("larger", "特大")];
pub const THEME: &str = "显示";
pub const THEMES: [(&str, &str); 3] = [("auto", "跟随系统"), ("light", "浅色"), ("dark", "深色")];
pub const THIS_DEVICE: &str = "这台设备";
pub const OFFICE: &str = "单位";
pub const PERSON: &str = "使用人";
pub const DEVICE: &str = "设备";
pub const STORAGE: &str = "本机保存";
pub const PERSISTED: &str = "浏览器已同意长期保存，不会自动清除。";
pub const NOT_PERSISTED: &str =
    "浏览器还没有同意长期保存：空间不足时可能清除。请经常联网上报，并留出空间。";
pub const PERSIST_UNKNOWN: &str = "这个浏览器不说明是否长期保存。请经常联网上报。";
pub const ASK_AGAIN: &str = "请浏览器长期保存";
pub const ABOUT: &str = "关于";
pub const VERSION: &str = "版本";
pub const BROWSERS: &str = "适用浏览器";
pub const BROWSERS_BODY: &str = "Chromium 100 及以上内核的浏览器，新版 Firefox、Safari。";
pub const THIS_BROWSER: &str = "当前浏览器";

/// `设备 2 号`
#[must_use]
pub fn device(number: u32) -> String {
    format!("{number} 号")
}

/// `已用 3.2 MB，可用约 1.8 GB`
#[must_use]
pub fn usage(used: f64, quota: f64) -> String {
    format!("已用 {}，还可用约 {}。", size(used), size((quota - used).max(0.0)))
}

fn size(bytes: f64) -> String {
    const MEGA: f64 = 1_048_576.0;
    let megas = bytes / MEGA;
    if megas >= 1024.0 {
        let tenths = (megas / 102.4).round() as u64;
        format!("{}.{} GB", tenths / 10, tenths % 10)
    } else {
        let tenths = (megas * 10.0).round() as u64;
        format!("{}.{} MB", tenths / 10, tenths % 10)
    }
}
