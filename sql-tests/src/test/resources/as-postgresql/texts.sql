-- Characters by their numbers.
SELECT U&'caf\00E9', U&'\+01F600!', U&'a\\b', U&'it''s \0027quoted\0027', u&'plain'

SELECT U&'caf!00E9 \0041' UESCAPE '!', CHAR_LENGTH(U&'\+01F600'), U&'\D83D\DE00' = U&'\+01F600'

SELECT U&'\12' FROM (VALUES (1)) t (v)

SELECT U&'\+1F600'

SELECT U&'\+110000'

SELECT U&'\D83D'

SELECT U&'\0000'
