//! What is wrong with a template, in words.

use papers::{SyntaxError, TemplateError, Warning};

/// Why a template cannot be used.
#[must_use]
pub fn bad_template(bad: &TemplateError) -> String {
    match bad {
        TemplateError::TooLarge { .. } => "模板太大（最多约 1 万个汉字）。".to_owned(),
        TemplateError::TooManyLines { .. } => "模板行数太多（最多 400 行）。".to_owned(),
        TemplateError::Line { line, error } => format!("第 {line} 行：{}", syntax(error)),
    }
}

fn syntax(error: &SyntaxError) -> String {
    let text = match error {
        SyntaxError::UnknownField(name) => return format!("没有叫“{name}”的内容。"),
        SyntaxError::UnknownList(name) => return format!("没有叫“{name}”的清单。"),
        SyntaxError::UnknownDirective(name) => return format!("不认识“[{name}]”。"),
        SyntaxError::OutsideEach(name) => {
            return format!("“{name}”只能写在“[逐项 ……]”和“[完]”之间。");
        }
        SyntaxError::BlockMisplaced(name) => {
            return format!("“{name}”要单独一行，不能放在“[如有]”“[逐项]”里面。");
        }
        SyntaxError::NotThisKind(name) => return format!("这种文书没有“{name}”。"),
        SyntaxError::Twice(name) => return format!("“{name}”写了两次。"),
        SyntaxError::UnknownPlace(name) if name.is_empty() => {
            "签名行要在“|”后面写明由谁签，如“! 调解员签名：|调解员”。"
        }
        SyntaxError::UnknownPlace(name) => return format!("没有叫“{name}”的签名位置。"),
        SyntaxError::Brace => "“{”和“}”不成对。",
        SyntaxError::Optional => "“[[”和“]]”不成对，或套在一起。",
        SyntaxError::EndWithoutBegin => "这个“[完]”前面没有开头。",
        SyntaxError::NotEnded => "从这里开始的一段没有“[完]”。",
        SyntaxError::TooDeep => "一段套一段，层数太多。",
        SyntaxError::EachInEach => "“[逐项]”里面不能再有“[逐项]”。",
        SyntaxError::NoTitle => "没有标题：要有一行以“=”开头。",
        SyntaxError::Row => "表格一行要有 1 到 8 格，以“|”结束。",
    };
    text.to_owned()
}

/// What one should know about a template that can be used.
#[must_use]
pub fn warning(warning: &Warning) -> String {
    match warning {
        Warning::FixedBlockAdded(_) => {
            "缺少不能改动的告知文字（如救济途径），制作时会自动加在落款前面。".to_owned()
        }
        Warning::SignatureAdded => "没有“{落款}”，制作时会自动加在最后。".to_owned(),
        Warning::NotPrinted(field) => format!("没有写“{}”，这种文书应当写明。", field.label()),
        Warning::RepealedRegulation { line } => {
            format!("第 {line} 行引用了已废止的《信访条例》，应引用《信访工作条例》。")
        }
    }
}
