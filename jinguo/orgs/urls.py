from django.urls import path
from django.views.i18n import set_language

from jinguo.orgs.views import accounts, jobs, signing, units

urlpatterns = [
    path("sign-in/", signing.sign_in, name="sign-in"),
    path("sign-out/", signing.sign_out, name="sign-out"),
    path("account/", signing.account, name="account"),
    path("account/password/", signing.password, name="password"),
    path("account/type/", signing.type_size, name="type-size"),
    path("account/language/", set_language, name="set_language"),
    path("units/", units.units, name="units"),
    path("units/suggest/", units.suggest, name="unit-suggest"),
    path("units/known/", units.known, name="unit-known"),
    path("units/<int:pk>/", units.unit, name="unit"),
    path("units/<int:pk>/<slug:what>/", units.change_unit, name="unit-change"),
    path("jobs/<int:pk>/", jobs.job, name="job"),
    path("jobs/<int:pk>/stop/", jobs.stop, name="job-stop"),
    path("accounts/", accounts.accounts, name="accounts"),
    path("accounts/new/", accounts.new_account, name="account-new"),
    path("accounts/sheet/", accounts.sheet, name="account-sheet"),
    path("accounts/sheet/template/", accounts.sheet_template, name="account-sheet-template"),
    path("accounts/<int:pk>/", accounts.account, name="account-of"),
    path("accounts/<int:pk>/rename/", accounts.rename, name="account-rename"),
    path("accounts/<int:pk>/reset/", accounts.reset, name="account-reset"),
    path("accounts/<int:pk>/stop/", accounts.stop, name="account-stop"),
    path("accounts/<int:pk>/hand-over/", accounts.hand_over, name="account-hand-over"),
]
