-- 0048 -- lists: tickets with an open major incident first, then by day, tickets without a day last
-- (core.rank_of).  core.root_heads reverses the shift, so that roots made before still hold.
set local role gangshao_owner;

comment on column core.ticket.rank is
	'Order in lists: due day, four hundred years earlier while a major incident is open; without a '
	'day the time received, four hundred years later; closed tickets: time closed';

update core.ticket t set rank = case
	when exists (select from core.incident i where i.ticket = t.ticket and i.ended is null) then t.rank - interval '3506328 hours'
	else t.rank + interval '3506328 hours' end
from core.state s
where s.code = t.state and s.open
	and (t.due is null or exists (select from core.incident i where i.ticket = t.ticket and i.ended is null));
