from django import forms
from django.http import QueryDict

from mitsorge.face.forms import offer, problem_summary, save_over


class Sample(forms.Form):
    name = forms.CharField(label="Name", help_text="Wie er am Schild steht.")
    kind = forms.ChoiceField(label="Art", choices=[("a", "A"), ("b", "B")], required=False)
    ways = forms.MultipleChoiceField(
        label="Wege", choices=[("a", "A")], widget=forms.CheckboxSelectMultiple
    )
    agreed = forms.BooleanField(label="Einverstanden")


def test_a_field_keeps_what_was_typed_and_says_what_is_wrong():
    form = Sample({"name": "", "kind": "b"})
    html = form["name"].as_field_group()
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'id="id_name_error"' in html
    assert 'class="kern-form-input__input kern-form-input__input--error"' in html
    assert '<option value="b" selected>' in form["kind"].as_field_group()


def test_the_list_above_names_every_problem_once():
    html = str(Sample({}))
    assert html.count('<a href="#id_name">') == 1
    assert html.count('role="alert"') == 1


class Versioned(forms.Form):
    ways = forms.MultipleChoiceField(choices=[("a", "A"), ("b", "B"), ("c", "C")])
    version = forms.IntegerField(widget=forms.HiddenInput)


def test_a_form_saves_over_another_version_with_all_that_was_typed():
    sent = QueryDict("top-ways=a&top-ways=c&top-version=3")
    form = Versioned(sent, prefix="top")
    assert form.is_valid()
    save_over(form, 7)
    assert 'name="top-version" value="7"' in str(form["version"])
    assert form["ways"].value() == ["a", "c"]
    assert sent["top-version"] == "3"


def test_a_field_offers_what_it_is_given_and_nothing_else():
    form = Sample({"kind": "b"})
    offer(form, "kind", ((key, key.upper()) for key in "cd"))
    assert form["kind"].as_widget().count("<option") == 2
    assert "kind" in form.errors
    assert '<option value="b"' in Sample()["kind"].as_widget()


def test_a_label_that_asks_needs_no_colon():
    class Asking(forms.Form):
        who = forms.CharField(label="Wer spricht?", error_messages={"required": "Nennen Sie ihn."})
        town = forms.CharField(label="Ort", error_messages={"required": "Nennen Sie ihn."})

    found = [sentence for _anchor, sentence in problem_summary(Asking({}))]
    assert found == ["Wer spricht? Nennen Sie ihn.", "Ort: Nennen Sie ihn."]
