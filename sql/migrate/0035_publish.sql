-- 0035 -- a new default pattern for publishable names; an installation that chose its own pattern keeps it.
set local role gangshao_owner;

update core.setting set value = '(公司|店|厂|市场|商场|超市|中心|商行|商社|合作社|酒楼|饭庄|餐厅|餐馆|茶楼|会所|美容院|医院|学校|幼儿园|培训|工作室|坊|部|集团|平台|铺|行)$'
where code = 'publish_names' and value = '公司|店|厂$|市场|商场|超市|中心|商行|商社|合作社|酒楼|饭庄|餐厅|餐馆|茶楼|会所|美容院|医院|学校|幼儿园|培训|工作室|坊$|部$|集团|平台|铺$|行$';
