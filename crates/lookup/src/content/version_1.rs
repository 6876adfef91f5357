//! Version 1: the twenty names of level 1 in use since 2018, grouped and named by us.
//!
//! Where the source lists several names of level 1 in one row, the names of level 2 are divided by their sense. It has
//! none for 军队事务, which therefore has 其他 alone. The pinyin is what `pinyin_of_text` derives; a test compares.

use super::{ContentCategory as Category, ContentItem as Item, ContentList};
use std::borrow::Cow;

/// The list.
pub(super) static LIST: ContentList =
    ContentList { version: 1, categories: Cow::Borrowed(CATEGORIES) };

const CATEGORIES: &[Category] = &[
    Category::new("rural", "农村农业", "nong cun nong ye", RURAL),
    Category::new("market_regulation", "市场监管", "shi|fu chang jian guan", MARKET_REGULATION),
    Category::new("natural_resources", "自然资源", "zi ran zi yuan", NATURAL_RESOURCES),
    Category::new("construction", "城乡建设", "cheng xiang jian she", CONSTRUCTION),
    Category::new("environment", "生态环境", "sheng tai huan jing", ENVIRONMENT),
    Category::new("labour", "劳动和社会保障", "lao dong he|hu|huo she hui|kuai bao zhang", LABOUR),
    Category::new("transport", "交通运输", "jiao tong yun shu", TRANSPORT),
    Category::new("health", "卫生健康", "wei sheng jian kang", HEALTH),
    Category::new("housing", "房产物业", "fang|pang chan wu ye", HOUSING),
    Category::new("economy", "经济管理", "jing ji guan li", ECONOMY),
    Category::new("culture_tourism", "文体旅游", "wen ti|ben|cui lv|lyu|lu you|liu", CULTURE_TOURISM),
    Category::new("party_government", "党务政务", "dang wu zheng wu", PARTY_GOVERNMENT),
    Category::new("personnel", "组织人事", "zu zhi ren shi|zi", PERSONNEL),
    Category::new("technology", "科技与信息产业", "ke ji|qi yu xin|shen xi chan ye", TECHNOLOGY),
    Category::new("military", "军队事务", "jun dui shi|zi wu", MILITARY),
    Category::new("civil_affairs", "民政与应急", "min zheng yu ying ji", CIVIL_AFFAIRS),
    Category::new("education", "教育", "jiao yu|zhou|yo", EDUCATION),
    Category::new("justice", "政法", "zheng fa", JUSTICE),
    Category::new("discipline", "纪检监察", "ji jian jian cha|cui", DISCIPLINE),
    Category::new("other", "其他", "qi|ji ta|tuo", OTHER),
];

const RURAL: &[Item] = &[
    Item::new("rural.land_contract", "土地承包经营", "tu|du|cha di|de cheng|zheng bao|pao|fu jing ying"),
    Item::new("rural.village_affairs", "村务管理", "cun wu guan li"),
    Item::new("rural.farm_subsidies", "惠农补贴", "hui nong bu tie"),
    Item::new("rural.farm_supplies", "农资农技", "nong zi nong ji|qi"),
    Item::new("rural.produce_trade", "农副产品流通", "nong fu|pi chan pin liu tong"),
    Item::new("rural.forestry", "林业管理", "lin ye guan li"),
    Item::new("rural.grassland", "草原草场", "cao|zao yuan cao|zao chang"),
    Item::new("rural.water_and_hydropower", "水利水电", "shui li shui dian"),
    Item::new("rural.reservoir_migrants", "水库移民", "shui ku yi|chi min"),
    Item::new("rural.poverty_relief", "扶贫开发", "fu|pu pin kai fa"),
    Item::new("rural.state_farms", "农垦农场", "nong ken|yin nong chang"),
    Item::new("rural.animal_epidemics", "动物防疫", "dong wu fang yi"),
    Item::new("rural.village_construction", "村镇建设", "cun zhen jian she"),
    Item::new("rural.wild_resources", "野生资源管理", "ye|shu sheng zi yuan guan li"),
];

const MARKET_REGULATION: &[Item] = &[
    Item::new("market_regulation.market_supervision", "市场监管", "shi|fu chang jian guan"),
    Item::new("market_regulation.quality_inspection", "质监检验检疫", "zhi jian jian yan jian yi"),
    Item::new("market_regulation.intellectual_property", "知识产权", "zhi shi|zhi chan quan"),
];

const NATURAL_RESOURCES: &[Item] = &[
    Item::new("natural_resources.land_expropriation", "土地征收", "tu|du|cha di|de zheng shou"),
    Item::new("natural_resources.land_management", "土地资源管理", "tu|du|cha di|de zi yuan guan li"),
    Item::new("natural_resources.minerals", "矿产资源管理", "kuang chan zi yuan guan li"),
    Item::new("natural_resources.marine_weather_seismic", "海洋气象地震", "hai yang|xiang qi xiang di|de zhen|shen"),
];

const CONSTRUCTION: &[Item] = &[
    Item::new("construction.collective_land_demolition", "集体土地上房屋拆迁与补偿", "ji ti|ben|cui tu|du|cha di|de shang fang|pang wu chai|che|chi|ca qian yu bu chang"),
    Item::new("construction.state_land_expropriation", "国有土地上房屋征收与补偿", "guo you|wei tu|du|cha di|de shang fang|pang wu zheng shou yu bu chang"),
    Item::new("construction.planning", "城乡规划", "cheng xiang gui hua|guo|huai"),
    Item::new("construction.urban_construction_and_services", "城市建设和市政管理", "cheng shi|fu jian she he|hu|huo shi|fu zheng guan li"),
    Item::new("construction.project_approval", "建设项目审批", "jian she xiang mu shen pi"),
    Item::new("construction.construction_management", "建设管理", "jian she guan li"),
    Item::new("construction.building_market", "建筑市场", "jian zhu shi|fu chang"),
    Item::new("construction.building_quality", "工程质量", "gong cheng zhi liang"),
];

const ENVIRONMENT: &[Item] = &[
    Item::new("environment.pollution", "环境污染", "huan jing wu ran"),
    Item::new("environment.environmental_management", "环保管理", "huan bao guan li"),
];

const LABOUR: &[Item] = &[
    Item::new("labour.labour_relations", "劳动关系", "lao dong guan xi|ji"),
    Item::new("labour.wages_and_benefits", "工资福利", "gong zi fu li"),
    Item::new("labour.labour_protection", "劳动保护", "lao dong bao hu"),
    Item::new("labour.employee_insurance", "城镇职工社会保险", "cheng zhen zhi gong she hui|kuai bao xian"),
    Item::new("labour.resident_insurance", "城镇居民社会保险", "cheng zhen ju|ji min she hui|kuai bao xian"),
    Item::new("labour.insurance_funds", "社保基金管理", "she bao ji jin guan li"),
    Item::new("labour.retirement", "退休政策及待遇", "tui xiu|xu zheng ce ji dai yu|yong|ou"),
    Item::new("labour.veteran_cadre_retirement", "离休", "li|chi xiu|xu"),
    Item::new("labour.employment_and_training", "就业培训", "jiu ye pei|pou|pi xun"),
    Item::new("labour.human_resources", "人力资源", "ren li zi yuan"),
];

const TRANSPORT: &[Item] = &[
    Item::new("transport.passengers_and_freight", "客货运输", "ke|qia huo yun shu"),
    Item::new("transport.taxis", "出租车管理", "chu zu|ju che|ju guan li"),
    Item::new("transport.post", "邮政管理", "you zheng guan li"),
];

const HEALTH: &[Item] = &[
    Item::new("health.medical_disputes", "医患纠纷", "yi huan jiu fen"),
    Item::new("health.medical_supervision", "医政监管", "yi zheng jian guan"),
    Item::new("health.public_health", "公共卫生", "gong gong|hong wei sheng"),
    Item::new("health.family_planning", "人口计生", "ren kou ji sheng"),
    Item::new("health.food_and_drugs", "食品药品监管", "shi|si|yi pin yao pin jian guan"),
];

const HOUSING: &[Item] = &[
    Item::new("housing.security_and_real_estate", "住房保障与房地产", "zhu fang|pang bao zhang yu fang|pang di|de chan"),
];

const ECONOMY: &[Item] = &[
    Item::new("economy.finance_and_tax", "金融财税", "jin rong cai shui|tuo|tui|tuan"),
    Item::new("economy.insurance_and_securities", "保险证券期货", "bao xian zheng quan|xuan qi|ji huo"),
    Item::new("economy.state_assets", "国资监管", "guo zi jian guan"),
    Item::new("economy.enterprise_bankruptcy", "企业破产", "qi ye po chan"),
    Item::new("economy.macro_control", "宏观调控", "hong guan diao|tiao kong|qiang"),
    Item::new("economy.commerce", "商业贸易", "shang ye mao yi"),
    Item::new("economy.energy", "能源管理", "neng|tai|nai|xiong yuan guan li"),
];

const CULTURE_TOURISM: &[Item] = &[
    Item::new("culture_tourism.culture", "文化", "wen hua|huo"),
    Item::new("culture_tourism.sports", "体育", "ti|ben|cui yu|zhou|yo"),
    Item::new("culture_tourism.tourism", "旅游管理", "lv|lyu|lu you|liu guan li"),
    Item::new("culture_tourism.relics", "文物管理", "wen wu guan li"),
];

const PARTY_GOVERNMENT: &[Item] = &[
    Item::new("party_government.party_building", "党的建设", "dang de|di jian she"),
    Item::new("party_government.mass_organisations", "群众团体", "qun zhong|yin tuan|qiu ti|ben|cui"),
    Item::new("party_government.ethnic_and_religious", "民族宗教", "min zu|sou|cou|zou zong jiao"),
    Item::new("party_government.overseas_chinese", "港澳台侨", "gang|hong ao|yu tai|yi|si qiao"),
    Item::new("party_government.publicity", "宣传舆论", "xuan chuan|zhuan yu lun"),
    Item::new("party_government.leadership_affairs", "领导事务", "ling dao shi|zi wu"),
    Item::new("party_government.defence_and_foreign_affairs", "国防外交", "guo fang wai jiao"),
];

const PERSONNEL: &[Item] = &[
    Item::new("personnel.selection", "选拔任用", "xuan ba|bo|bie|fa|bei ren|lin yong"),
    Item::new("personnel.recruitment_and_dismissal", "招录辞退", "zhao|qiao|shao lu ci tui"),
    Item::new("personnel.posts", "编制职位", "bian zhi zhi wei|li"),
    Item::new("personnel.institutional_reform", "机构改革", "ji|wei gou gai ge|ji"),
];

const TECHNOLOGY: &[Item] = &[
    Item::new("technology.telecommunications", "电信", "dian xin|shen"),
    Item::new("technology.informatisation", "信息化建设", "xin|shen xi hua|huo jian she"),
    Item::new("technology.science", "科学技术", "ke xue ji|qi shu|zhu"),
];

const MILITARY: &[Item] = &[
    Item::new("military.other", "其他", "qi|ji ta|tuo"),
];

const CIVIL_AFFAIRS: &[Item] = &[
    Item::new("civil_affairs.social_relief", "社会救助", "she hui|kuai jiu zhu|chu"),
    Item::new("civil_affairs.disaster_relief", "救灾募捐", "jiu zai mu|bo juan|yuan"),
    Item::new("civil_affairs.welfare_and_charity", "福利慈善", "fu li ci shan"),
    Item::new("civil_affairs.preferential_care", "优抚", "you fu"),
    Item::new("civil_affairs.demobilised_placement", "复退安置", "fu tui an zhi"),
    Item::new("civil_affairs.officer_placement", "军转安置", "jun zhuan|zhuai an zhi"),
    Item::new("civil_affairs.civil_organisations", "民间组织", "min jian zu zhi"),
    Item::new("civil_affairs.boundaries_and_names", "区划地名", "qu|ou hua|guo|huai di|de ming"),
    Item::new("civil_affairs.elections_and_communities", "基层选举和社区建设", "ji ceng xuan ju he|hu|huo she qu|ou jian she"),
    Item::new("civil_affairs.social_services", "社会服务", "she hui|kuai fu|bi|bo wu"),
    Item::new("civil_affairs.work_safety", "安全生产", "an quan sheng chan"),
];

const EDUCATION: &[Item] = &[
    Item::new("education.teachers", "教师队伍和待遇", "jiao shi dui wu he|hu|huo dai yu|yong|ou"),
    Item::new("education.fees", "教育收费", "jiao yu|zhou|yo shou fei"),
    Item::new("education.examinations", "考试招生", "kao shi zhao|qiao|shao sheng"),
    Item::new("education.administration", "教育行政管理", "jiao yu|zhou|yo xing|hang|heng zheng guan li"),
    Item::new("education.system", "教育体制", "jiao yu|zhou|yo ti|ben|cui zhi"),
    Item::new("education.dropouts", "失学辍学", "shi|yi xue chuo xue"),
];

const JUSTICE: &[Item] = &[
    Item::new("justice.litigation", "诉讼", "su song"),
    Item::new("justice.arbitration_mediation", "仲裁与调解", "zhong cai yu diao|tiao jie|xie"),
    Item::new("justice.administrative_reconsideration", "行政复议", "xing|hang|heng zheng fu yi"),
    Item::new("justice.criminal_investigation", "刑案侦破", "xing an zhen po"),
    Item::new("justice.sentence_execution", "刑罚执行", "xing fa zhi xing|hang|heng"),
    Item::new("justice.public_order", "社会治安", "she hui|kuai zhi|chi an"),
    Item::new("justice.household_registration", "户籍证件", "hu ji|jie zheng jian|mou"),
    Item::new("justice.police_oversight", "警务督察", "jing wu du cha|cui"),
    Item::new("justice.legal_services", "法律服务", "fa lv|lyu|lu fu|bi|bo wu"),
    Item::new("justice.rule_of_law", "法制建设", "fa zhi jian she"),
    Item::new("justice.traffic_management", "交通管理", "jiao tong guan li"),
];

const DISCIPLINE: &[Item] = &[
    Item::new("discipline.cadre_conduct", "干部作风", "gan|an bu|pou zuo feng"),
    Item::new("discipline.corruption", "贪污贿赂", "tan wu hui lu"),
    Item::new("discipline.dereliction", "失职渎职", "shi|yi zhi du zhi"),
    Item::new("discipline.abuse_of_power", "滥用职权", "lan yong zhi quan"),
    Item::new("discipline.party_sanctions", "党政处分", "dang zheng chu fen"),
];

const OTHER: &[Item] = &[
    Item::new("other.legacy", "历史遗留问题", "li shi yi|wei liu wen ti"),
    Item::new("other.sentiments", "表达情感", "biao da|ti|ta qing gan|han"),
    Item::new("other.political_system", "政治体制", "zheng zhi|chi ti|ben|cui zhi"),
];
