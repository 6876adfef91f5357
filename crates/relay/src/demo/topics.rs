//! What the demo's matters are about: everyday things, each told with the place put in for `@`.

pub(super) struct Topic {
    pub(super) category: &'static str,
    pub(super) demands: &'static [&'static str],
    pub(super) narrative: &'static str,
}

const fn topic(
    category: &'static str,
    demands: &'static [&'static str],
    narrative: &'static str,
) -> Topic {
    Topic { category, demands, narrative }
}

pub(super) const TOPICS: [Topic; 20] = [
    topic(
        "rural.land_contract",
        &["重新丈量承包地四至", "补发承包合同复印件"],
        "反映人称，@东侧承包地与邻户田埂在去年平整后移位约两尺，双方各执一词，请求到场丈量并按合同确认四至。",
    ),
    topic(
        "construction.urban_construction_and_services",
        &["修复路面", "加装排水沟盖板"],
        "反映人称，@口至公交站一段水泥路面破损，雨后积水，老人和学生出行不便，曾有人滑倒。",
    ),
    topic(
        "environment.pollution",
        &["夜间停止切割作业"],
        "反映人称，@一处石材加工点夜间十点后仍在切割，噪声和粉尘影响附近二十余户休息。",
    ),
    topic(
        "rural.water_and_hydropower",
        &["疏浚渠道", "修理三号水闸"],
        "反映人称，@灌溉渠中段淤塞，水闸关不严，下游稻田灌不上水，请求在用水季前疏浚。",
    ),
    topic(
        "labour.wages_and_benefits",
        &["协调支付拖欠的工资"],
        "反映人称，去年九月至十二月在@附近工地做泥水工，尚有工资一万三千元未结清，持有记工本。",
    ),
    topic(
        "justice.arbitration_mediation",
        &["调解宅基地滴水纠纷"],
        "反映人称，邻居翻建房屋后屋檐滴水落在其@的院墙根，墙体返潮，多次协商未果，请求调解。",
    ),
    topic(
        "housing.security_and_real_estate",
        &["公布物业费使用明细", "修理二单元电梯"],
        "反映人称，@小区二单元电梯一月内停运四次，物业未说明原因，业主要求公布维修资金使用情况。",
    ),
    topic(
        "rural.farm_subsidies",
        &["核实补贴面积"],
        "反映人称，本年度耕地地力保护补贴登记面积比@实际种植少一亩二分，请求核对。",
    ),
    topic(
        "labour.resident_insurance",
        &["查询缴费记录并补登"],
        "反映人称，其母居民养老保险二〇一五年在@代收点缴费一次未登记，保留有收据，请求核查补登。",
    ),
    topic(
        "health.public_health",
        &["增设垃圾清运点", "每日清运"],
        "反映人称，@唯一的垃圾收集点设在水井旁，夏季异味大，清运不及时，请求另选地点。",
    ),
    topic(
        "technology.telecommunications",
        &["整理低垂线缆"],
        "反映人称，@主路上空通信线缆低垂，货车经过时曾被挂断，存在安全隐患。",
    ),
    topic(
        "rural.forestry",
        &["确认山林界址"],
        "反映人称，@后山与邻组山林界址不清，近期有人砍毛竹引起争执，请求查阅林权证并现场确认。",
    ),
    topic(
        "transport.passengers_and_freight",
        &["增加早晚班次"],
        "反映人称，经@的农村客运班车减为一日两班，初中学生周五返家赶不上，请求恢复傍晚班次。",
    ),
    topic(
        "civil_affairs.social_relief",
        &["重新核算低保"],
        "反映人称，家中两人患病，去年在@申请低保未通过，今年情况变化，请求重新入户核算。",
    ),
    topic(
        "natural_resources.land_expropriation",
        &["公示补偿清单", "核对青苗数量"],
        "反映人称，@北侧道路拓宽涉及其菜地，青苗登记数量与实际不符，请求复核并公示补偿清单。",
    ),
    topic(
        "rural.reservoir_migrants",
        &["说明后期扶持资金发放时间"],
        "反映人称，@移民户本年度后期扶持资金比往年晚到账，请求说明发放时间。",
    ),
    topic(
        "education.administration",
        &["调整校车停靠点"],
        "反映人称，校车停靠点距@约八百米，需横穿公路，家长请求改设在村口。",
    ),
    topic(
        "economy.energy",
        &["增容变压器"],
        "反映人称，夏季用电高峰@电压偏低，空调和水泵无法启动，请求增容。",
    ),
    topic(
        "justice.traffic_management",
        &["设置减速带和反光镜"],
        "反映人称，@弯道视线不好，今年已发生三起刮擦，请求设置减速带和反光镜。",
    ),
    topic(
        "health.medical_disputes",
        &["解释收费项目"],
        "反映人称，在@卫生服务站输液收费与公示价目不一致，请求说明。",
    ),
];

pub(super) const NOTES: [&str; 8] = [
    "已电话告知收到，约定本周内到现场查看。",
    "到现场看过，与反映情况基本相符，拍照留存在本所。",
    "联系了双方，愿意坐下来谈，时间待定。",
    "查到原合同复印件，与反映人核对无误。",
    "反映人补充：邻居也有同样情况，愿意一并登记。",
    "已请网格员协助了解周边住户意见。",
    "材料不齐，请反映人补交收据复印件。",
    "与供电所、村委会通过电话，回复下周有方案。",
];

pub(super) const FOLLOW_UPS: [&str; 6] = [
    "上门回访，反映人表示路面已修好，满意。",
    "电话回访，问题部分解决，反映人要求书面说明。",
    "约双方到站调解一次，初步达成意见，待签协议。",
    "现场丈量完成，双方在草图上签字。",
    "回访未遇本人，家属代为说明情况，改日再访。",
    "回访，反映人称情况有好转，愿意再观察一段时间。",
];

pub(super) const UP: [&str; 3] = [
    "涉及镇级职能，本站无法解决，请予协调。",
    "双方分歧较大，请镇里派人主持调解。",
    "需要专业部门鉴定，上报处理。",
];

pub(super) const DOWN: [&str; 3] = [
    "请村站先行核实情况，五日内反馈。",
    "已与职能部门商定方案，请村站告知反映人并做好回访。",
    "属村级事务，请村站组织调解，需要时镇里派员参加。",
];
