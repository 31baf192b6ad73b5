import pytest

from app.access.secrets import find_secret, make_secret, sealed
from app.kit.secrets import holds_secret, without_secrets

ONE = sealed("cf_0123456789_" + "a" * 32).text


def test_a_secret_is_read_back_and_no_two_are_alike() -> None:
    made = [make_secret() for _ in range(200)]
    assert len({secret.id for secret in made}) == len({secret.text for secret in made}) == 200
    for secret in made:
        assert find_secret(secret.text) == secret
        assert len(secret.text) == 53
        assert secret.text.split("_")[1] == secret.id


def test_one_changed_character_is_told_without_the_database() -> None:
    text = make_secret().text
    for place in range(len(text)):
        other = "0" if text[place] != "0" else "1"
        assert find_secret(text[:place] + other + text[place + 1 :]) is None


@pytest.mark.parametrize("text", ["", "cf_", "secret", "cf_abc_def_ghi", f"{ONE}x", f"{ONE}\n"])
def test_what_has_not_the_form_is_no_secret(text: str) -> None:
    assert find_secret(text) is None


def test_only_the_right_secret_fits_a_digest() -> None:
    one, other = make_secret(), make_secret()
    assert one.fits(one.digest)
    assert not other.fits(one.digest)


def test_a_secret_is_shown_by_its_id_alone() -> None:
    secret = sealed("cf_0123456789_" + "a" * 32)
    assert repr(secret) == "Secret(0123456789)"
    told = f"broke on {secret.text}, twice {secret.text}"
    assert holds_secret(told)
    assert without_secrets(told) == "broke on cf_0123456789_[secret], twice cf_0123456789_[secret]"
    assert not holds_secret("cf_ is how they start")


@pytest.mark.parametrize(
    ("said", "left"),
    [
        (f"{ONE}x", f"{ONE[:13]}_[secret]"),
        (f"x {ONE[:-1]}'", f"x {ONE[:13]}_[secret]'"),
        (ONE[:20], f"{ONE[:13]}_[secret]"),
        (ONE.replace("_", "-").replace("cf-", "cf_"), f"{ONE[:13]}_[secret]"),
        (f"cf_{ONE[14:]}", "cf_[secret]"),
        (ONE[:13], ONE[:13]),
        ("cf_config", "cf_config"),
    ],
)
def test_a_secret_with_a_slip_in_it_is_cut_like_a_right_one(said: str, left: str) -> None:
    assert without_secrets(said) == left
