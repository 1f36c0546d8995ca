import oldlib
from oldlib import break_it

oldlib.connect(old=1)
oldlib.crash()
oldlib.loop()
break_it()
oldlib.break_more()
oldlib.comment(
    1,  # why one
    # and nothing else
)
oldlib.fight()
oldlib.rest()
