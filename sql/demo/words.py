"""Words that the made-up traders are composed of, each with its pinyin initials.

Everything is invented: no entry names a real firm. Roads are real ones of the
town they stand under, so that an address looks right to people who live there.
"""

# Three of these in a row make a trade name that nobody bears.
SIGNS = (
    "澜l 禾h 屿y 栖q 岚l 芊q 沐m 霁j 汐x 砚y 阡q 洵x 蔓m 珩h 笙s 棠t 柚y 桉a 橙c 麦m 穗s "
    "溪x 谷g 云y 鹿l 雁y 鲤l 萤y 苔t 蓝l 青q 朴p 拾s 叁s 伍w 柒q 玖j 甄z 虞y 闻w 邬w 祁q"
)
PAIRS = (
    "柳莺ly 桂雨gy 荷香hx 竹影zy 稻花dh 松月sy 小满xm 谷雨gy 惊蛰jz 白露bl 听溪tx 望舒ws "
    "半亩bm 知味zw 百味bw 禾木hm 南屏np 老灶lz 阿毛am 阿婆ap 胖嫂ps 喜宴xy 顺达sd 兴隆xl "
    "宏远hy 佳和jh 美邻ml 乐享lx 优果yg 鲜丰园xfy 暖阳ny 星禾xh 悦己yj 青柠qn 拾光sg 麦浪ml "
    "云集坊yjf 品尚ps 诚信cx 万家wj 千禧qx 金穗js 银杏yx 绿洲lz 红梅hm 蓝鲸lj 清泉qq 福满fm"
)

# trade: (words of a company, words of a sole trader); a colon closes the initials
TRADES = {
    "food": ("食品sp 食品科技spkj 食品贸易spmy", "食品店spd 副食品店fspd 便利店bld 炒货店chd"),
    "meal": ("餐饮管理cygl 餐饮cy 餐饮服务cyfw", "面馆mg 小吃店xcd 餐馆cg 火锅店hgd 饭店fd"),
    "cake": ("烘焙食品hbsp 食品sp", "蛋糕店dgd 烘焙坊hbf 面包房mbf"),
    "mart": ("超市cs 商贸sm 生鲜超市sxcs", "超市cs 生鲜店sxd 水果店sgd 粮油店lyd"),
    "cloth": ("服饰fs 服装fz 鞋业xy", "服装店fzd 鞋店xd 童装店tzd"),
    "beauty": ("美容美发mrmf 健康管理jkgl 形象设计xxsj", "美容店mrd 理发店lfd 养生馆ysg 美甲店mjd"),
    "gym": ("健身服务jsfw 体育文化tywh 健身管理jsgl", "健身房jsf 瑜伽馆yjg"),
    "train": ("教育科技jykj 文化艺术whys 教育咨询jyzx", "画室hs 琴行qh 舞蹈工作室wdgzs"),
    "appliance": ("电器dq 家电jd 机电设备jdsb", "家电经营部jdjyb 电器商行dqsh"),
    "phone": ("通信tx 数码科技smkj 通讯器材txqc", "手机店sjd 数码维修店smwxd"),
    "car": ("汽车销售服务qcxsfw 汽车服务qcfw 汽车贸易qcmy", "汽车维修店qcwxd 洗车店xcd 轮胎店ltd"),
    "ebike": ("车业cy 电动车ddc", "电动车行ddch 自行车行zxch"),
    "home": ("家居jj 家具jj 全屋定制qwdz", "家具店jjd 窗帘店cld 灯具店djd"),
    "decor": ("装饰工程zsgc 装饰设计zssj 建筑装饰jzzs", "装饰部zsb 建材店jcd"),
    "drug": ("大药房dyf 医药yy 医药连锁yyls", "药房yf 药店yd"),
    "online": ("电子商务dzsw 网络科技wlkj 供应链管理gylgl", "网店wd 百货商行bhsh"),
    "hotel": ("酒店管理jdgl 旅游发展lyfz", "宾馆bg 民宿ms 客栈kz"),
    "laundry": ("洗涤服务xdfw 洗衣服务xyfw", "洗衣店xyd 干洗店gxd"),
    "park": ("停车管理tcgl 物业服务wyfw", "停车场tcc"),
    "pet": ("宠物用品cwyp 动物诊疗dwzl", "宠物店cwd 宠物用品店cwypd"),
    "jewel": ("珠宝zb 饰品sp", "珠宝店zbd 银饰店ysd"),
    "kids": ("母婴用品myyp 儿童用品etyp", "母婴店myd 玩具店wjd"),
    "house": ("家政服务jzfw 搬家服务bjfw 家电服务jdfw", "家政服务部jzfwb 搬家服务部bjfwb"),
    "tea": ("茶业cy 饮品yp", "茶叶店cyd 奶茶店ncd"),
    "fuel": ("能源ny 石油sy", "加油站jyz"),
    "farm": ("农产品专业合作社ncpzyhzs 蔬菜专业合作社sczyhzs 茶叶专业合作社cyzyhzs", "家庭农场jtnc"),
}
# how often a trade occurs in a town
WEIGHTS = {
    "meal": 18, "mart": 12, "food": 9, "cake": 5, "cloth": 8, "beauty": 9, "gym": 3,
    "train": 6, "appliance": 4, "phone": 4, "car": 5, "ebike": 3, "home": 4, "decor": 5,
    "drug": 4, "online": 9, "hotel": 4, "laundry": 2, "park": 2, "pet": 2, "jewel": 2,
    "kids": 3, "house": 2, "tea": 4, "fuel": 1, "farm": 1,
}

# Roads of the towns of 西湖区 and 拱墅区.
TOWN_ROADS = {
    "330106002": "北山街 保俶路 曙光路 宝石山下一弄", "330106004": "文二路 文三路 学院路 马塍路 天目山路",
    "330106005": "文一路 文二路 古翠路 学院路", "330106007": "天目山路 古墩路 文三路 益乐路",
    "330106008": "龙井路 虎跑路 梅灵南路 满觉陇路", "330106009": "留和路 西溪路 天目山路 留下大街",
    "330106010": "之江路 转塘直街 美院南街 枫桦西路", "330106011": "文一西路 文二西路 崇仁路 花蒋路",
    "330106012": "曙光路 玉古路 天目山路 西溪路", "330106013": "古墩路 文二西路 文三西路 丰潭路 竞舟路",
    "330106109": "三墩街 墩祥街 西园一路 古墩路 振华路", "330106110": "袁富路 之浦路 轮渡路",
    "330105001": "莫干山路 密渡桥路 湖墅南路", "330105002": "湖墅南路 湖墅北路 沈塘桥路",
    "330105003": "小河路 湖州街 莫干山路", "330105004": "登云路 和睦路", "330105005": "金华路 台州路 丽水路 上塘路",
    "330105007": "大关路 上塘路 香积寺路 德胜路", "330105008": "沈半路 上塘路 东新路",
    "330105009": "祥园路 祥茂路 莫干山路 石祥路", "330105010": "康桥路 拱康路 康贤路", "330105011": "半山路 石塘路",
    "330105012": "体育场路 武林路 中山北路", "330105013": "武林路 延安路 凤起路", "330105014": "中山北路 庆春路 凤起路",
    "330105015": "凤起路 建国北路 体育场路", "330105016": "朝晖路 文晖路 中山北路 河东路",
    "330105017": "文晖路 东新路 绍兴路", "330105018": "东新路 香积寺路 绍兴路", "330105019": "石桥路 石祥路 华丰路",
}
# Roads of the other counties of 杭州; elsewhere the names that every town has.
COUNTY_ROADS = {
    "330102": "中山中路 秋涛路 钱江路 解放路 清江路", "330108": "江南大道 滨盛路 江陵路 长河路",
    "330109": "市心中路 人民路 金城路 通惠中路", "330110": "文一西路 良睦路 余杭塘路 五常大道",
    "330111": "桂花西路 富春街 江滨西大道", "330112": "钱王街 城中街 苕溪南路", "330113": "南大街 迎宾路 世纪大道",
    "330114": "下沙路 金沙大道 学源街", "330122": "迎春南路 富春路 城南路", "330127": "新安大街 环湖北路",
    "330182": "新安路 府前路 严州大道",
}
ANY_ROADS = "人民路 振兴路 解放路 中山路 建设路 文化路 环城北路 新华路 兴业街 迎宾大道"

SURNAMES = "王李张刘陈杨黄赵周吴徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾萧田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
MALE = "建国 志强 伟 军 磊 洋 勇 杰 涛 明 超 刚 平 辉 鹏 斌 浩然 子轩 宇航 文博 国庆 春生 海波 立新 永康"
FEMALE = "芳 娜 秀英 敏 静 丽 艳 娟 霞 秀兰 燕 玲 桂英 丹 萍 红 雨桐 欣怡 梦洁 佳慧 小燕 晓梅 文娟 淑珍 慧敏"
ESTATES = "翠苑一区 古荡新村 文新苑 德加公寓 政新花园 丰潭西苑 大关西苑 朝晖六区 和睦新村 三墩颐景园 申花路公寓 紫荆花路北苑 嘉绿苑 府新花园 湖墅新村 半山田园 长庆坊 香积寺东苑 上塘公寓 东新园"
