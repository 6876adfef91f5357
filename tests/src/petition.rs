//! A petition as somebody tells it.

use anyhow::Result;

use crate::{Role, Tablet};

/// What is typed into the form. Empty means left alone.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Petition {
    /// 姓名
    pub name: String,
    /// 性别
    pub sex: String,
    /// 联系电话
    pub phone: String,
    /// 身份证号
    pub id_number: String,
    /// 住址
    pub address: String,
    /// 信访形式
    pub channel: String,
    /// 收到日期, `2026-11-20`
    pub received_on: String,
    /// 来访人数
    pub petitioners: String,
    /// 问题发生地, as typed
    pub place: String,
    /// 内容分类: what is typed to find it, and what is taken then
    pub category: Option<(String, String)>,
    /// 诉求
    pub demands: Vec<String>,
    /// 补充说明
    pub narrative: String,
}

impl Petition {
    /// As little as can be saved.
    #[must_use]
    pub fn brief(name: &str, demand: &str) -> Self {
        Self {
            name: name.to_owned(),
            channel: "来访".to_owned(),
            petitioners: "1".to_owned(),
            demands: vec![demand.to_owned()],
            ..Self::default()
        }
    }

    /// Every field filled in; invented.
    #[must_use]
    pub fn full() -> Self {
        Self {
            name: "解秀珍".to_owned(),
            sex: "女".to_owned(),
            phone: "19900004321".to_owned(),
            id_number: "99010119620305102X".to_owned(),
            address: "柳湾镇前杨村3组18号".to_owned(),
            channel: "来访".to_owned(),
            received_on: "2026-11-20".to_owned(),
            petitioners: "6".to_owned(),
            place: "村东机耕路第二座桥".to_owned(),
            category: Some(("td".to_owned(), "土地承包".to_owned())),
            demands: vec!["重新丈量东侧承包地四至".to_owned(), "补发承包合同复印件".to_owned()],
            narrative: "去年平整后田埂移位约两尺，“双方”各执一词。\n已找过组长，未果。".to_owned(),
        }
    }

    /// Types it into the open form.
    ///
    /// # Errors
    /// When a field is missing or does not take it.
    pub async fn type_in(&self, tablet: &Tablet) -> Result<()> {
        for (label, text) in [
            ("姓名", &self.name),
            ("联系电话", &self.phone),
            ("身份证号", &self.id_number),
            ("住址", &self.address),
            ("来访人数", &self.petitioners),
            ("问题发生地", &self.place),
            ("补充说明", &self.narrative),
        ] {
            if !text.is_empty() {
                tablet.write(label, text).await?;
            }
        }
        for (group, choice) in [("性别", &self.sex), ("信访形式", &self.channel)] {
            if !choice.is_empty() {
                tablet.choose(group, choice).await?;
            }
        }
        if !self.received_on.is_empty() {
            tablet.pick_day("收到日期", &self.received_on).await?;
        }
        if let Some((typed, choice)) = &self.category {
            tablet.take("内容分类", typed, choice).await?;
        }
        for (at, demand) in self.demands.iter().enumerate() {
            if at > 0 {
                tablet.press(Role::Button, "再加一条诉求").await?;
            }
            tablet.write(&format!("诉求 {}", at + 1), demand).await?;
        }
        Ok(())
    }
}
