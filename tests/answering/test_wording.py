"""Content words, and what a meeting teaches about them."""

from __future__ import annotations

from bot.answering.wording import abbreviations, content, pairs, terms, without


def test_a_short_name_is_learned_with_what_it_stands_for() -> None:
    text = "现时,食物环境卫生署(“食环署”)管理街市。申请人可向社会福利署(社署)申领。(一)政府知悉"
    assert abbreviations(text) == {"食环署": "食物环境卫生署", "社署": "社会福利署"}


def test_brackets_that_explain_introduce_no_name() -> None:
    assert abbreviations("学位课程(二年制)的学额，增加值(即净产值)") == {}


def test_a_short_name_counts_as_the_long_one() -> None:
    (term,) = terms("社署", {"社署"}, {"社署": "社会福利署"})
    assert (term.text, term.variants) == ("社署", ("社会福利署",))


def test_two_characters_that_stand_together_again_and_again_are_one_word() -> None:
    known = pairs("推行租置计划。租置屋邨的住户。")
    assert "租置" in known
    assert "租置" in list(content("租置恢复", known))


def test_function_words_make_no_pair() -> None:
    assert not pairs("他的邨，他的邨，他的邨")


def test_either_or_is_asked_of_the_word_itself() -> None:
    assert list(content("愿不愿意帮")) == ["愿意"]


def test_what_is_blanked_out_leaves_all_else_in_its_place() -> None:
    assert without("毛书记说过", [(0, 3)]) == "   说过"


def test_a_character_and_a_word_that_it_seldom_leaves_are_one_name() -> None:
    known = pairs("平机会已调查。平机会亦主动促进。投诉由平机会处理。")
    assert "平机会" in known
    assert next(content("平机会主动调查", known)) == "平机会"


def test_units_of_a_number_are_no_topic() -> None:
    assert not {"亿", "百分之几", "宗"} & set(content("贷款多少亿,占百分之几,共几宗"))


def test_a_time_at_the_head_of_a_word_is_no_part_of_it() -> None:
    assert list(content("全年收入")) == ["收入"]


def test_what_any_speech_is_made_of_weighs_less_where_it_stands_by_itself() -> None:
    def weights(bare: str) -> dict[str, float]:
        return {term.text: term.weight for term in terms(bare)}

    assert weights("旅游收入的重点是什么")["重点"] < weights("重点景区有几个")["重点"]
