from django import forms


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
