-- 0048 -- lists: first where a major incident goes on, then by the day, last what has no day (core.rank_of).  The
-- shift is one that core.root_heads takes back, so that what was sealed before still stands as it was sealed.
set local role gangshao_owner;

comment on column core.ticket.rank is 'Order in lists: due day, four hundred years earlier while a major incident goes on; without a day the time received, four hundred years later; closed ones: time closed';

update core.ticket t set rank = case
	when exists (select from core.incident i where i.ticket = t.ticket and i.ended is null) then t.rank - interval '3506328 hours'
	else t.rank + interval '3506328 hours' end
from core.state s
where s.code = t.state and s.open
	and (t.due is null or exists (select from core.incident i where i.ticket = t.ticket and i.ended is null));
