# Every message of every page, in Arabic. The yardstick is en.ftl.

### Shared

title-with-brand = { $title } – { $brand }
title-with-application = { $page } – { $application }
title-error = خطأ: { $page }
continue = متابعة
cancel = إلغاء
signed-in-as = تم تسجيل الدخول باسم { $account }
opens-in-a-new-tab = (يُفتح في علامة تبويب جديدة)
duration-seconds = { $count ->
    [one] ثانية واحدة
    [two] ثانيتين
    [few] { $count } ثوانٍ
    [many] { $count } ثانية
   *[other] { $count } ثانية
  }
duration-minutes = { $count ->
    [one] دقيقة واحدة
    [two] دقيقتين
    [few] { $count } دقائق
    [many] { $count } دقيقة
   *[other] { $count } دقيقة
  }
duration-hours = { $count ->
    [one] ساعة واحدة
    [two] ساعتين
    [few] { $count } ساعات
    [many] { $count } ساعة
   *[other] { $count } ساعة
  }
duration-days = { $count ->
    [one] يوم واحد
    [two] يومين
    [few] { $count } أيام
    [many] { $count } يومًا
   *[other] { $count } يوم
  }
label = { $label }:
label-value = { $label }: { $value }
list-join = { $before }، { $after }
moment-now = الآن
moment-minutes = { $count ->
    [one] قبل دقيقة واحدة
    [two] قبل دقيقتين
    [few] قبل { $count } دقائق
    [many] قبل { $count } دقيقة
   *[other] قبل { $count } دقيقة
  }
moment-hours = { $count ->
    [one] قبل ساعة واحدة
    [two] قبل ساعتين
    [few] قبل { $count } ساعات
    [many] قبل { $count } ساعة
   *[other] قبل { $count } ساعة
  }
moment-days = { $count ->
    [one] قبل يوم واحد
    [two] قبل يومين
    [few] قبل { $count } أيام
    [many] قبل { $count } يومًا
   *[other] قبل { $count } يوم
  }
moment-date = { $day } { $month } { $year }
moment-exact = { $date }، { $time } UTC
month-1 = يناير
month-2 = فبراير
month-3 = مارس
month-4 = أبريل
month-5 = مايو
month-6 = يونيو
month-7 = يوليو
month-8 = أغسطس
month-9 = سبتمبر
month-10 = أكتوبر
month-11 = نوفمبر
month-12 = ديسمبر
language-label = اللغة
language-submit = تغيير
footer-support = المساعدة
footer-privacy = سياسة الخصوصية
footer-terms = شروط الخدمة

### Sign in

login-heading = تسجيل الدخول
login-heading-application = تسجيل الدخول إلى { $application }
login-username = اسم المستخدم أو البريد الإلكتروني
login-password = كلمة المرور
login-submit = تسجيل الدخول
login-use-passkey = استخدام مفتاح مرور
login-failure-passkey = تعذّر تسجيل الدخول بمفتاح المرور هذا. استخدم مفتاحًا آخر، أو سجّل الدخول بكلمة المرور.
login-reason-fresh-sign-in = يطلب منك التطبيق إدخال كلمة المرور مجددًا، مع أنه سبق لك تسجيل الدخول.
login-reason-session-too-old = مرّ وقت على تسجيل دخولك. يطلب منك التطبيق تأكيد هويتك مجددًا.
login-reason-another-account = سجّل الدخول بالحساب الذي تريد استخدامه.
login-reason-confirm-change = أنت على وشك تغيير حسابك، وقد مرّ على تسجيل دخولك أكثر من خمس دقائق. أكّد هويتك مجددًا.
login-reason-second-step = تلزم هنا خطوة تحقق إضافية. أدخل كلمة المرور أولًا.
login-failure-wrong-credentials = اسم المستخدم أو كلمة المرور غير صحيح. تحقّق منهما وحاول مرة أخرى.
login-failure-incomplete = أدخل اسم المستخدم وكلمة المرور.
login-failure-too-many-attempts = محاولات فاشلة كثيرة جدًا. انتظر { $wait }، ثم حاول مرة أخرى. حتى ذلك الحين، لن يتم التحقق من أي كلمة مرور، ولا حتى الصحيحة.
login-failure-expired = بقيت هذه الصفحة مفتوحة لوقت طويل. يُرجى إدخال كلمة المرور مرة أخرى.
login-failure-busy = يسجّل عدد كبير جدًا من الأشخاص الدخول الآن. يُرجى المحاولة مرة أخرى بعد لحظات.

# { $provider } is the name of another company's server, such as GitHub.
login-provider-or = أو
login-provider = تسجيل الدخول باستخدام { $provider }
login-provider-cancelled = ألغيت تسجيل الدخول لدى { $provider }. حاول مرة أخرى، أو سجّل الدخول بطريقة أخرى.
login-provider-unreachable = لا يستجيب { $provider } حاليًا. حاول مرة أخرى بعد دقيقة، أو سجّل الدخول بطريقة أخرى.
login-provider-failed = تعذّر تسجيل الدخول باستخدام { $provider }. حاول مرة أخرى، أو سجّل الدخول بطريقة أخرى.
login-provider-not-set-up = لم يتم إعداد تسجيل الدخول باستخدام { $provider } هنا بشكل صحيح. سجّل الدخول بطريقة أخرى، وأبلغ المسؤول.
login-provider-not-offered = لم يعد بإمكانك تسجيل الدخول هنا باستخدام { $provider }. سجّل الدخول بطريقة أخرى.
login-provider-not-linked = لا يوجد هنا حساب مرتبط بحساب { $provider } هذا. سجّل الدخول بطريقة أخرى، ثم اربطه من صفحة حسابك.
login-provider-not-allowed = لا يُسمح بتسجيل الدخول هنا بحساب { $provider } هذا.
login-provider-link-after-sign-in = لاستخدام حساب { $provider } هذا هنا، سجّل الدخول إلى حسابك مرة واحدة. بعد ذلك يمكنك تسجيل الدخول باستخدام { $provider }.
login-provider-address-is-known = يوجد هنا حساب بعنوان البريد الإلكتروني نفسه المستخدَم في حسابك على { $provider }. سجّل الدخول إليه مرة واحدة. بعد ذلك يمكنك تسجيل الدخول باستخدام { $provider }.

### Second step

second-step-heading = تأكيد هويتك
second-step-account = تسجيل الدخول باسم { $account }
second-step-authenticator = افتح تطبيق المصادقة وأدخل الرمز الذي يعرضه لهذا الحساب.
second-step-authenticator-label = رمز من ستة أرقام
second-step-recovery-code = أدخل أحد رموز الاسترداد. يمكن استخدام كل رمز مرة واحدة فقط.
second-step-recovery-code-label = رمز الاسترداد
second-step-submit = متابعة
second-step-other-ways = تجربة طريقة أخرى
second-step-use-authenticator = استخدام تطبيق المصادقة
second-step-use-recovery-code = استخدام رمز استرداد
second-step-restart = استخدام حساب آخر
second-step-reason = تم تسجيل دخولك. تتطلب هذه الصفحة خطوة تحقق إضافية.
second-step-reason-application = تم تسجيل دخولك. يطلب { $application } خطوة تحقق إضافية.
second-step-failure-wrong-code = هذا الرمز غير صحيح أو منتهي الصلاحية أو سبق استخدامه. أدخل رمزًا جديدًا.
second-step-failure-incomplete = أدخل الرمز.
second-step-failure-too-many-attempts = محاولات فاشلة كثيرة جدًا. انتظر { $wait }، ثم حاول مرة أخرى. حتى ذلك الحين، لن يتم التحقق من أي رمز، ولا حتى الصحيح.
second-step-failure-expired = أُرسلت هذه الصفحة مرات كثيرة جدًا. يُرجى إدخال الرمز مرة أخرى.

authenticator-heading = تطبيق المصادقة
authenticator-reason = يتطلب تسجيل الدخول هنا خطوة تحقق إضافية. أضف تطبيق مصادقة الآن.
authenticator-reason-application = يطلب { $application } خطوة تحقق إضافية عند تسجيل الدخول. أضف تطبيق مصادقة الآن.
authenticator-step-app = افتح تطبيق مصادقة على هاتفك. إذا لم يكن لديك تطبيق، فثبّت واحدًا: أي تطبيق للرموز الصالحة لمرة واحدة مناسب.
authenticator-step-scan = امسح هذه الصورة ضوئيًا باستخدام التطبيق.
authenticator-qr = رمز QR يحتوي على مفتاح تطبيق المصادقة
authenticator-type-key = كتابة المفتاح بدلًا من ذلك
authenticator-key = المفتاح
authenticator-account = الحساب
authenticator-step-code = أدخل الرمز الذي يعرضه التطبيق الآن. يصبح التطبيق مفعّلًا بعد ذلك.
authenticator-confirm = إضافة التطبيق
authenticator-wrong-code = هذا الرمز غير مطابق. تأكّد من ضبط الوقت على هاتفك، وأدخل الرمز الذي يعرضه التطبيق الآن.
authenticator-added = لديك تطبيق مصادقة. بعد كلمة المرور، يُطلب منك رمز من هذا التطبيق.
authenticator-remove-text = لاستخدام هاتف آخر، أزل التطبيق ثم أضفه على ذلك الهاتف. يظل بإمكانك تسجيل الدخول بوسائل التحقق الإضافية الأخرى.
authenticator-remove-with-codes = لاستخدام هاتف آخر، أزل التطبيق ثم أضفه على ذلك الهاتف. حتى ذلك الحين، تكفي كلمة المرور وحدها لتسجيل الدخول، وتصبح رموز الاسترداد غير صالحة.
authenticator-remove = إزالة التطبيق
authenticator-notice-added = تمت إضافة تطبيق المصادقة.
authenticator-notice-removed = تمت إزالة تطبيق المصادقة.

recovery-codes-heading = رموز الاسترداد
recovery-codes-text = يتيح لك رمز الاسترداد تسجيل الدخول عندما لا يكون هاتفك في متناولك. يمكن استخدام كل رمز مرة واحدة فقط.
recovery-codes-left = { $count ->
    [zero] لم يتبقَّ لديك أي رمز استرداد.
    [one] تبقّى لديك رمز استرداد واحد.
    [two] تبقّى لديك رمزا استرداد.
    [few] تبقّت لديك { $count } رموز استرداد.
    [many] تبقّى لديك { $count } رمز استرداد.
   *[other] تبقّى لديك { $count } رمز استرداد.
  }
recovery-codes-few = أنشئ رموزًا جديدة قبل أن تنفد.
recovery-codes-make-text = تحلّ الرموز الجديدة محل القديمة، فتصبح القديمة غير صالحة.
recovery-codes-make = إنشاء رموز جديدة
recovery-codes-none = ليست لديك رموز استرداد. تحصل عليها عند إضافة أول وسيلة تحقق إضافية، مثل تطبيق المصادقة.
recovery-codes-new-heading = حفظ رموز الاسترداد
recovery-codes-new-text = يتيح لك رمز الاسترداد تسجيل الدخول إذا فقدت هاتفك. يمكن استخدام كل رمز مرة واحدة فقط. لن نعرض الرموز إلا الآن: نزّلها أو اطبعها، واحتفظ بها في مكان آمن.
recovery-codes-account = الحساب: { $account }
recovery-codes-print = لطباعة هذه الصفحة، استخدم قائمة المتصفح.
recovery-codes-download = تنزيل كنص
recovery-codes-saved = حفظتُ الرموز

### Signed in already

signed-in-heading = سبق أن سجّلت الدخول
signed-in-account = الانتقال إلى حسابك

### Account chooser

chooser-heading = اختيار حساب
chooser-heading-application = اختيار حساب لاستخدامه مع { $application }
chooser-text = سبق أن سجّلت الدخول في هذا المتصفح.
chooser-continue-as = المتابعة باسم { $account }
chooser-another = استخدام حساب آخر

### Consent

consent-heading = هل تريد السماح لتطبيق { $application } بالوصول إلى حسابك؟
consent-title = السماح بالوصول
consent-list = إذا سمحت بذلك، فسيتمكن { $application } من:
consent-writing = ويمكنه أيضًا إجراء تغييرات نيابة عنك:
consent-offline = ويحتفظ بإذن الوصول هذا:
consent-return = ستعود إلى { $host }
consent-remembered = سنتذكر موافقتك حتى لا نسألك في كل مرة. يمكنك سحبها في أي وقت من صفحة حسابك.
consent-allow = سماح
consent-deny = رفض
consent-policy = سياسة الخصوصية
consent-terms = شروط الخدمة

scope-openid = تأكيد هويتك عند تسجيل الدخول
scope-profile = الاطلاع على اسمك وبقية معلومات ملفك الشخصي الأساسية
scope-email = الاطلاع على عنوان بريدك الإلكتروني ومعرفة ما إذا كان مؤكدًا
scope-address = الاطلاع على عنوانك البريدي
scope-phone = الاطلاع على رقم هاتفك ومعرفة ما إذا كان مؤكدًا
scope-roles = الاطلاع على أدوارك هنا
scope-groups = الاطلاع على المجموعات التي تنتمي إليها
scope-offline-access = الاحتفاظ بإذن الوصول هذا في غيابك إلى أن تسحبه
scope-other = استخدام هذا الإذن:

### Sign out

logout-heading = هل تريد تسجيل الخروج؟
logout-text = سيتم تسجيل خروجك هنا. وسيتم إبلاغ التطبيقات التي فتحتها بهذا الحساب إذا كانت تتيح ذلك.
logout-text-application = يطلب { $application } تسجيل خروجك. وسيتم إبلاغ التطبيقات الأخرى التي فتحتها بهذا الحساب إذا كانت تتيح ذلك.
logout-missing-return = قدّم التطبيق عنوانًا للعودة إليه، لكننا لا نعرف ما إذا كان العنوان تابعًا له. ستبقى هنا بعد تسجيل الخروج.
logout-submit = تسجيل الخروج
logout-stay = البقاء في الحساب

logged-out-heading = تم تسجيل خروجك
logged-out-text = لم يعد هذا المتصفح مسجّل الدخول هنا.
logged-out-missing-return = قدّم التطبيق عنوانًا للعودة إليه، لكننا لا نعرف ما إذا كان العنوان تابعًا له. لذلك بقيت هنا. ومع ذلك، تم تسجيل خروجك.
logged-out-told-list = التطبيقات
logged-out-told = تم إبلاغه بتسجيل خروجك
logged-out-not-told = تعذّر الوصول إليه – أغلِقه أو سجّل الخروج منه بنفسك
logged-out-return = العودة إلى { $application }
logged-out-return-unnamed = العودة إلى التطبيق
logged-out-sign-in = تسجيل الدخول مجددًا

### Account

account-heading = حسابك
account-menu = الحساب
account-menu-overview = نظرة عامة
account-menu-security = الأمان
account-menu-devices = الأجهزة
account-menu-apps = التطبيقات
account-menu-activity = النشاط
account-about-activity = ما حدث في حسابك.
account-menu-profile = الملف الشخصي
account-about-profile = ما يتضمنه حسابك من معلومات عنك.
account-about-security = طريقة تسجيل دخولك.
account-about-devices = الأماكن التي سجّلت الدخول فيها.
account-about-apps = التطبيقات التي يمكنها استخدام حسابك، وما يمكن لكل منها فعله.
account-username = اسم المستخدم
account-email = البريد الإلكتروني
account-email-verified = مؤكد
account-email-unverified = غير مؤكد
account-applications-heading = التطبيقات التي لديها إذن بالوصول
account-applications-count = { $count ->
    [zero] لا يمكن لأي تطبيق استخدام حسابك.
    [one] يمكن لتطبيق واحد استخدام حسابك.
    [two] يمكن لتطبيقين استخدام حسابك.
    [few] هناك { $count } تطبيقات يمكنها استخدام حسابك.
    [many] هناك { $count } تطبيقًا يمكنها استخدام حسابك.
   *[other] هناك { $count } تطبيق يمكنها استخدام حسابك.
  }
account-applications-none = لا يملك أي تطبيق إذنًا بالوصول إلى حسابك. عندما تسمح لتطبيق بذلك، سيظهر هنا.
account-application-can = يمكن لتطبيق { $application }:
account-withdraw = سحب إذن الوصول
account-withdrawn = لم يعد لدى { $application } إذن بالوصول إلى حسابك. قد تستغرق الخدمات التي يستخدمها نيابة عنك بعض الوقت لملاحظة ذلك.
account-sign-out = تسجيل الخروج

### Account: profile

profile-text = لا ترى التطبيقات هذه المعلومات إلا حيث تسمح بذلك. اترك ما لا تريد ذكره فارغًا.
profile-save = حفظ
profile-saved = تم حفظ ملفك الشخصي.
profile-failure-wrong-values = لم يُحفظ أي شيء بعد. صحّح المعلومات المميّزة.
profile-failure-changed = تغيّر حسابك في هذه الأثناء، لذلك لم يُحفظ أي شيء. هذه هي المعلومات الحالية.
profile-hint-text = النص طويل جدًا، أو يتضمن أحرفًا غير مرئية.
profile-hint-web = عنوان ويب مثل https://example.org/ada
# U+2068 and U+2069 around the date keep its direction.
profile-hint-birthdate = السنة والشهر واليوم بالصيغة YYYY-MM-DD: { "\u2068" }1815-12-10{ "\u2069" }. لإخفاء السنة، اكتب 0000 بدلًا منها.
profile-hint-zoneinfo = منطقة زمنية مثل Asia/Riyadh
profile-hint-locale = لغة مثل ar أو pt-BR
profile-hint-phone = ابدأ بعلامة + ثم رمز البلد ثم الرقم

### Account: security

security-password = كلمة المرور
security-password-set = لديك كلمة مرور.
security-password-none = ليست لديك كلمة مرور.
security-password-change = تغيير
security-password-add = تعيين كلمة مرور
security-authenticator = تطبيق المصادقة
security-authenticator-on = لديك تطبيق مصادقة.
security-authenticator-off = ليس لديك تطبيق مصادقة.
security-add = إضافة
security-change = تغيير
security-recovery-codes = رموز الاسترداد
security-recovery-codes-on = لديك رموز استرداد.
security-recovery-codes-off = تحصل عليها عند إضافة أول وسيلة تحقق إضافية.
security-see = عرض

### Account: linked accounts

# { $provider } is the name of another company's server, such as GitHub.
security-linked = الحسابات المرتبطة
security-linked-none = لا تسجّل الدخول بأي حساب آخر.
security-linked-count = { $count ->
    [zero] لا يمكنك تسجيل الدخول بأي حساب آخر.
    [one] يمكنك تسجيل الدخول بحساب آخر واحد.
    [two] يمكنك تسجيل الدخول بحسابين آخرين.
    [few] يمكنك تسجيل الدخول باستخدام { $count } حسابات أخرى.
    [many] يمكنك تسجيل الدخول باستخدام { $count } حسابًا آخر.
   *[other] يمكنك تسجيل الدخول باستخدام { $count } حساب آخر.
  }
security-linked-manage = إدارة
linked-text = بربط حساب لدى موفّر آخر، يمكنك تسجيل الدخول هنا بدون كلمة مرور.
linked-none = لا توجد حسابات مرتبطة.
linked-since = تاريخ الربط
linked-last-used = آخر استخدام
linked-unlink = إلغاء الربط
linked-last-way = هذه هي طريقتك الوحيدة لتسجيل الدخول. عيّن كلمة مرور أو اربط حسابًا آخر قبل إلغاء ربطه.
linked-more = ربط حساب
linked-link = ربط { $provider }
linked-added = تم ربط { $provider }. يمكنك استخدامه لتسجيل الدخول من الآن فصاعدًا.
linked-removed = تم إلغاء ربط { $provider }. لم يعد بإمكانك استخدامه لتسجيل الدخول.
linked-failure-cancelled = ألغيت العملية لدى { $provider }. لم يتم ربط أي حساب.
linked-failure-unreachable = لا يستجيب { $provider } حاليًا. لم يتم ربط أي حساب. حاول مرة أخرى بعد دقيقة.
linked-failure-taken = حساب { $provider } هذا مرتبط بحساب آخر هنا. ألغِ ربطه هناك أولًا.
linked-failure-failed = تعذّر ربط حسابك على { $provider }. لم يتغير أي شيء.

### Account: devices

devices-text = تم تسجيل الدخول إلى حسابك على هذه المتصفحات. إذا وجدت متصفحًا لا تعرفه، فسجّل الخروج منه وغيّر كلمة المرور.
devices-browser-system = { $browser } على { $system }
devices-unknown = متصفح غير معروف
devices-this = هذا الجهاز
devices-signed-in = تسجيل الدخول
devices-last-seen = آخر ظهور
devices-applications = التطبيقات
devices-end = تسجيل الخروج
devices-end-others = { $count ->
    [zero] تسجيل الخروج من الأجهزة الأخرى
    [one] تسجيل الخروج من جهاز آخر واحد
    [two] تسجيل الخروج من جهازين آخرين
    [few] تسجيل الخروج من { $count } أجهزة أخرى
    [many] تسجيل الخروج من { $count } جهازًا آخر
   *[other] تسجيل الخروج من { $count } جهاز آخر
  }
devices-ended = { $count ->
    [zero] لم يتم تسجيل الخروج من أي جهاز آخر.
    [one] تم تسجيل الخروج من جهاز آخر واحد.
    [two] تم تسجيل الخروج من جهازين آخرين.
    [few] تم تسجيل الخروج من { $count } أجهزة أخرى.
    [many] تم تسجيل الخروج من { $count } جهازًا آخر.
   *[other] تم تسجيل الخروج من { $count } جهاز آخر.
  }
devices-apps = تسجيل الخروج من جهاز لا يُنهي إذن الوصول للتطبيقات التي يمكنها العمل في غيابك. تجدها ضمن

### Account: applications

apps-sees = يرى حاليًا:
apps-allowed = تاريخ السماح
apps-opened = آخر فتح
apps-trusted = تابع لمؤسستك
apps-trusted-text = تدير مؤسستك هذا التطبيق، لذلك لم تُطلب موافقتك. سيحصل على إذن الوصول مجددًا عندما تفتحه.

### Account: activity

activity-text = ما حدث في حسابك، من الأحدث إلى الأقدم.
activity-none = لا شيء حتى الآن.
activity-older = الأقدم
activity-newest = الأحدث
activity-not-me-heading = ألم تكن أنت من فعل ذلك؟
activity-not-me-text = سيتم تسجيل الخروج من كل الأجهزة الأخرى فورًا. ثم تغيّر كلمة المرور.
activity-not-me = لم أفعل ذلك
activity-others-signed-out = تم تسجيل الخروج من كل الأجهزة الأخرى. غيّر كلمة المرور الآن حتى لا يتمكن أحد من تسجيل الدخول بالقديمة.
event-application = أحد التطبيقات
event-other = حدث شيء آخر:
event-signed-in = سجّلت الدخول.
event-signed-out = تم تسجيل الخروج من أحد الأجهزة.
event-consent-given = سمحت بالوصول إلى حسابك: { $application }
event-consent-withdrawn = سحبت إذن الوصول إلى حسابك: { $application }
event-consent-withdrawn-by-other = سحب أحد المسؤولين إذن الوصول إلى حسابك: { $application }
event-grant-revoked = أعاد أحد التطبيقات إذن الوصول الذي لديه: { $application }
event-grant-reuse = استخدم أحد التطبيقات مفتاحًا مرتين، فانتهى إذن الوصول الذي لديه: { $application }
event-token-revoked = أعاد أحد التطبيقات مفتاحًا من مفاتيحه: { $application }
event-user-added = تم إنشاء حسابك.
event-user-edited = غيّرت ملفك الشخصي.
event-user-edited-by-other = غيّر أحد المسؤولين ملفك الشخصي.
event-user-disabled = تم تعطيل حسابك.
event-user-enabled = تم تفعيل حسابك.
event-password-set = غيّرت كلمة المرور.
event-password-set-by-other = عيّن أحد المسؤولين كلمة مرور جديدة.
event-user-signed-out = سجّل أحد المسؤولين خروجك من كل مكان.
event-factor-added = أضفت وسيلة تحقق إضافية.
event-factor-removed = أزلت وسيلة تحقق إضافية.
event-factor-removed-by-other = أزال أحد المسؤولين إحدى وسائل التحقق الإضافية لديك.
event-recovery-codes-made = أنشأت رموز استرداد جديدة.
event-recovery-code-used = سجّلت الدخول برمز استرداد.
event-user-unlocked = أعاد أحد المسؤولين ضبط محاولات تسجيل دخولك الفاشلة.
event-passkey-added = أضفت مفتاح مرور.
event-passkey-renamed = غيّرت اسم مفتاح مرور.
event-passkey-removed = أزلت مفتاح مرور.
event-passkey-removed-by-other = أزال أحد المسؤولين مفتاح مرور.
event-passkey-clone = ربما تم نسخ أحد مفاتيح المرور، لذلك رُفضت محاولة تسجيل دخول باستخدامه. إذا لم تنسخه، فأزله.
event-password-reset = عيّنت كلمة مرور جديدة بسبب نسيان القديمة.
event-address-verified = تم تأكيد عنوان بريدك الإلكتروني.
event-address-changed = تم تغيير عنوان بريدك الإلكتروني.
event-registered = أنشأت حسابك.
event-invitation-accepted = قبلت دعوة.
event-link-made = أنشأ أحد المسؤولين رابطًا لك.
event-mail-requested = طُلب إرسال رسالة إليك.
event-account-linked = تم ربط حساب لدى موفّر آخر.
event-account-unlinked = تم إلغاء ربط حساب لدى موفّر آخر.
event-group-added = أصبحت عضوًا في مجموعة.
event-group-removed = لم تعد عضوًا في مجموعة.
event-role-granted = حصلت على دور.
event-role-taken = تم سحب دور منك.

### Claims

claim-name = الاسم الكامل
claim-given-name = الاسم الأول
claim-family-name = اسم العائلة
claim-middle-name = الاسم الأوسط
claim-nickname = الاسم المستعار
claim-profile = صفحة الملف الشخصي
claim-picture = الصورة
claim-website = الموقع الإلكتروني
claim-gender = الجنس
claim-birthdate = تاريخ الميلاد
claim-zoneinfo = المنطقة الزمنية
claim-locale = اللغة
claim-phone-number = رقم الهاتف
claim-address = العنوان
claim-street-address = الشارع ورقم المبنى
claim-locality = المدينة
claim-region = المحافظة أو المنطقة
claim-postal-code = الرمز البريدي
claim-country = البلد
claim-roles = الأدوار
claim-groups = المجموعات
claim-sub = المعرّف

### Account: password

password-heading = تغيير كلمة المرور
password-heading-first = تعيين كلمة مرور
password-text = يظل دخولك مسجّلًا على هذا الجهاز. وسيتم تسجيل خروجك من كل مكان آخر، وتفقد التطبيقات التي فتحتها هناك إذن الوصول.
password-current = كلمة المرور الحالية
password-new = كلمة المرور الجديدة
password-again = كلمة المرور الجديدة مرة أخرى
password-rule = الحد الأدنى لعدد الأحرف: { $count }. يُفضَّل استخدام بضع كلمات لا علاقة بينها، لا كلمة مرور تستخدمها في مكان آخر.
password-changed = تم تغيير كلمة المرور. وتم تسجيل خروجك من كل مكان آخر.
password-failure-wrong-current = هذه ليست كلمة المرور الحالية. حاول مرة أخرى.
password-failure-missing = أدخل كلمة المرور الجديدة في كلا الحقلين.
password-failure-different = كلمتا المرور الجديدتان غير متطابقتين. أدخل كلمة المرور الجديدة في كلا الحقلين.
password-failure-too-short = الحد الأدنى لعدد الأحرف في كلمة المرور الجديدة: { $count }.
password-failure-too-long = الحد الأقصى لعدد الأحرف في كلمة المرور الجديدة: { $count }.
password-failure-not-text = لا يمكن أن تتضمن كلمة المرور الجديدة سوى أحرف وأرقام وعلامات ترقيم ورموز ومسافات.
password-failure-common = هذه من أوائل كلمات المرور التي يجرّبها المهاجمون. اختر كلمة مرور أخرى.

### Account: passkeys

security-passkeys = مفاتيح المرور
security-passkeys-count = { $count ->
    [0] ليست لديك مفاتيح مرور.
    [one] لديك مفتاح مرور واحد.
    [two] لديك مفتاحا مرور.
    [few] لديك { $count } مفاتيح مرور.
    [many] لديك { $count } مفتاح مرور.
   *[other] لديك { $count } مفتاح مرور.
  }
security-passkeys-change = إدارة
passkeys-heading = مفاتيح المرور
passkeys-about = باستخدام مفتاح المرور، تسجّل الدخول بدون كلمة مرور: يطلب جهازك بصمة إصبعك أو وجهك أو رقم التعريف الشخصي. لا يعمل المفتاح إلا على هذا العنوان، لذلك لا يمكن لصفحة مزيفة استخدامه.
passkeys-place-synchronised = تتم مزامنته بين أجهزتك
passkeys-place-device = على هذا الجهاز فقط
passkeys-added = تاريخ الإضافة
passkeys-used = آخر استخدام
passkeys-never-used = لم يُستخدم قط
passkeys-name = الاسم
passkeys-new-name = الاسم (اختياري)
passkeys-rename = تغيير الاسم
passkeys-remove = إزالة
passkeys-add-heading = إضافة مفتاح مرور
passkeys-add = إضافة مفتاح مرور
passkeys-exists = يوجد على هذا الجهاز مفتاح مرور لحسابك بالفعل.
passkeys-failed = لم ينشئ جهازك مفتاح مرور. حاول مرة أخرى، أو استخدم جهازًا آخر.
passkeys-not-in-this-browser = لا يدعم هذا المتصفح مفاتيح المرور.
passkeys-need-javascript = تتطلب مفاتيح المرور JavaScript. ويعمل كل شيء آخر بدونها.
passkeys-not-here = لا تتيح المتصفحات مفاتيح المرور على هذا العنوان: يلزم https واسم نطاق.
passkeys-failure-not-verified = تعذّر التحقق من مفتاح المرور، لذلك لم تتم إضافته. حاول مرة أخرى.
passkeys-failure-name = أدخل اسمًا من 1 إلى 64 حرفًا.
passkeys-failure-too-many = بلغت الحد الأقصى لعدد مفاتيح المرور في الحساب. أزل واحدًا أولًا.
passkeys-was-added = تمت إضافة «{ $name }». يمكنك استخدامه لتسجيل الدخول من الآن فصاعدًا.
passkeys-was-renamed = أصبح اسم مفتاح المرور الآن «{ $name }».
passkeys-was-removed = تمت إزالة «{ $name }». لم يعد بإمكان أحد استخدامه لتسجيل الدخول.

### Welcome

welcome-heading = حساب واحد لتطبيقاتك
welcome-text = تسجّل الدخول هنا مرة واحدة. تحصل التطبيقات على مفتاح لا يفتح إلا ما تسمح به، ولا تحصل أبدًا على كلمة المرور.
welcome-start = هل تريد استخدام تطبيق؟ ابدأ منه: سيرسلك إلى هنا عندما يحتاج إلى معرفة هويتك.
welcome-sign-in = تسجيل الدخول إلى حسابك

### Continue to the application (form post)

form-post-heading = جارٍ الرجوع إلى التطبيق
form-post-heading-application = جارٍ الرجوع إلى { $application }
form-post-heading-request = لحظة من فضلك
form-post-text = إذا لم يحدث شيء، فاضغط على «متابعة».
form-post-unsafe = عنوان التطبيق غير آمن، لذلك لن نتابع.

### Errors

error-unknown-client-heading = هذا التطبيق غير معروف هنا
error-unknown-client-text = التطبيق الذي أرسلك إلى هنا غير مسجّل على هذا الخادم. لم ترتكب أي خطأ.
error-unknown-client-advice = أبلغ القائمين على التطبيق. عليهم تسجيله أولًا.

error-redirect-uri-mismatch-heading = لا يمكننا إعادتك إلى ذلك العنوان
error-redirect-uri-mismatch-text = طلب منا التطبيق إرسالك إلى عنوان لم يتم الاتفاق عليه معه. توقفنا هنا حفاظًا على أمان حسابك.
error-redirect-uri-mismatch-advice = ارجع إلى التطبيق وحاول مرة أخرى. إذا ظهرت هذه الصفحة من جديد، فأبلغ القائمين عليه.

error-bad-request-heading = هذا الرابط لا يعمل
error-bad-request-text = الطلب الذي وصلنا غير مكتمل أو تالف.
error-bad-request-advice = ارجع إلى التطبيق وابدأ من جديد من هناك.

error-session-expired-heading = بقيت هذه الصفحة مفتوحة لوقت طويل
error-session-expired-text = حفاظًا على أمانك، لا تعمل صفحة كهذه إلا لوقت محدود. لم يتغير أي شيء.
error-session-expired-advice = افتح الصفحة مجددًا، أو ارجع إلى التطبيق وابدأ من جديد هناك.

error-cookies-missing-heading = لم يرسل متصفحك ملف تعريف ارتباط
error-cookies-missing-text = تحتاج هذه الصفحة إلى ملف تعريف ارتباط، ولم يصل أي ملف. إما أن متصفحك يحظر ملفات تعريف الارتباط هنا، أو أنها حُذفت بعد فتح الصفحة. لم يتغير أي شيء.
error-cookies-missing-advice = اسمح بملفات تعريف الارتباط لهذا الموقع، ثم ابدأ من جديد.

error-other-browser-heading = هذه الصفحة تخص متصفحًا آخر
error-other-browser-text = فُتحت الصفحة في متصفح آخر أو في نافذة خاصة أو قبل حذف ملفات تعريف الارتباط هنا. لم يتغير أي شيء.
error-other-browser-advice = ابدأ من جديد في المتصفح الذي تريد استخدامه.

error-form-damaged-heading = لم تعد هذه الصفحة تعمل
error-form-damaged-text = يتضمن النموذج قيمة لم ينشئها هذا الخادم أو لم يعد يتعرف عليها. يحدث ذلك عند اقتطاع جزء من العنوان، أو عند إعداد الخادم من جديد. لم يتغير أي شيء.
error-form-damaged-advice = ارجع إلى التطبيق وابدأ من جديد من هناك.

error-wrong-address-heading = أنت على عنوان آخر لهذا الخادم
error-wrong-address-text = فُتحت الصفحة على عنوان لا يستخدمه هذا الخادم لتسجيل الدخول. لم يتغير أي شيء.
error-wrong-address-advice = استخدم العنوان الصحيح. إذا أوصلك رابط أو التطبيق إلى هنا، فأبلغ القائمين عليه.

error-request-expired-heading = انتهت صلاحية طلب تسجيل الدخول هذا
error-request-expired-text = طلب التطبيق يعمل مرة واحدة ولوقت قصير فقط. انتهت صلاحيته أو سبق استخدامه. لم يتغير أي شيء.
error-request-expired-advice = ارجع إلى التطبيق وابدأ من جديد من هناك.

error-other-site-heading = ورد هذا النموذج من موقع إلكتروني آخر
error-other-site-text = حفاظًا على أمانك، لا نقبل إلا النماذج الواردة من صفحاتنا. لم يتغير أي شيء.
error-other-site-advice = إذا كنت تريد فعل ذلك، فافتح صفحتنا بنفسك وحاول مرة أخرى هناك.

error-access-denied-heading = ليس لديك إذن بالوصول
error-access-denied-text = لا يُسمح لحسابك باستخدام هذا.
error-access-denied-advice = اطلب من القائمين على التطبيق منحك إذن الوصول.

error-too-many-requests-heading = يُرجى الانتظار قليلًا
error-too-many-requests-text = وردت طلبات كثيرة جدًا في وقت قصير.
error-too-many-requests-advice = انتظر دقيقة، ثم حاول مرة أخرى.

error-request-too-large-heading = هذا كثير جدًا دفعة واحدة
error-request-too-large-text = الطلب أكبر مما يقبله هذا الخادم.
error-request-too-large-advice = ارجع إلى التطبيق وابدأ من جديد من هناك.

error-method-not-allowed-heading = لا يمكن فتح هذه الصفحة بهذه الطريقة
error-method-not-allowed-text = العنوان صحيح، لكنه فُتح بطريقة غير مخصصة له.
error-method-not-allowed-advice = ارجع واستخدم الأزرار الموجودة على الصفحة.

error-not-found-heading = لا توجد صفحة هنا
error-not-found-text = ربما كُتب العنوان بشكل خاطئ، أو نُقلت الصفحة.
error-not-found-advice = تحقّق من العنوان، أو ارجع إلى حيث كنت.

error-server-error-heading = حدث خطأ من جانبنا
error-server-error-text = هذا خطؤنا وليس خطأك. يمكن للقائمين على هذا الخادم معرفة ما حدث.
error-server-error-advice = يُرجى المحاولة مرة أخرى بعد لحظات. إذا استمر حدوث ذلك، فزوّدهم بالرقم المرجعي أدناه.

error-unavailable-heading = سنعود بعد لحظات
error-unavailable-text = الخادم مشغول أو قيد الصيانة. لم يتغير أي شيء.
error-unavailable-advice = يُرجى المحاولة مرة أخرى بعد دقيقة.

error-start-again = البدء من جديد
error-right-address = الانتقال إلى العنوان الصحيح
error-reference = الرقم المرجعي
error-developers = للمطوّرين
error-developer-error = رمز الخطأ
error-developer-check = الفحص الذي فشل
error-developer-expected = القيمة المتوقعة
error-developer-in-log = موجودة في سجل الخادم، في السطر الذي يتضمن هذا الرقم المرجعي.
error-developer-seen = القيمة المستلمة
error-developer-nothing = (لا شيء)

### Forgotten password, registration and links from mails

login-forgot = هل نسيت كلمة المرور؟
login-sign-up = إنشاء حساب
forgot-heading = هل نسيت كلمة المرور؟
forgot-text = أدخل اسم المستخدم أو عنوان بريدك الإلكتروني. إذا كان هناك حساب بهذه البيانات، فسنرسل رسالة تتضمن رابطًا لاختيار كلمة مرور جديدة.
forgot-failure-incomplete = أدخل اسم المستخدم أو عنوان بريدك الإلكتروني.
sign-up-heading = إنشاء حساب
sign-up-text = أدخل عنوان بريدك الإلكتروني. سنرسل إليك رسالة للمتابعة.
sign-up-address = عنوان البريد الإلكتروني
sign-up-terms = أوافق على شروط الخدمة
sign-up-terms-link = قراءة شروط الخدمة
sign-up-failure-incomplete = أدخل عنوان بريدك الإلكتروني.
sign-up-failure-not-an-address = أدخل عنوان بريد إلكتروني واحدًا مثل name@example.org.
sign-up-failure-domain = لا يمكن لمن لديهم عنوان على هذا النطاق إنشاء حساب بأنفسهم. اطلب دعوة من القائمين على هذا الخادم.
sign-up-failure-terms = لا يمكنك إنشاء حساب إلا إذا وافقت على شروط الخدمة.
ask-mail-submit = إرسال الرسالة
ask-mail-failure-too-many = طُلبت رسائل كثيرة جدًا. انتظر { $wait }، ثم حاول مرة أخرى. قد تجد رسالة في مجلد الرسائل غير المرغوب فيها.
mail-sign-in-heading = تسجيل الدخول عبر البريد الإلكتروني
mail-sign-in-explanation = أدخل اسم المستخدم أو عنوان بريدك الإلكتروني. إذا كان هناك حساب بهذه البيانات، فسنرسل رسالة تتضمن رابطًا ورمزًا.
mail-sign-in-confirm = اضغط على الزر لتسجيل الدخول باسم { $address }.

reset-heading = اختيار كلمة مرور جديدة
reset-mail-sent = إذا كان هناك حساب بهذا الاسم، فقد أرسلنا رسالة. افتح الرابط الوارد فيها، أو اكتب رمزها هنا. قد يستغرق الأمر بضع دقائق؛ تحقّق أيضًا من مجلد الرسائل غير المرغوب فيها.
register-heading = إكمال التسجيل
register-mail-sent = أرسلنا رسالة. افتح الرابط الوارد فيها، أو اكتب رمزها هنا. قد يستغرق الأمر بضع دقائق؛ تحقّق أيضًا من مجلد الرسائل غير المرغوب فيها.
register-name = اسمك
invite-heading = قبول الدعوة
choose-password-label = كلمة المرور الجديدة
choose-password-hint = الحد الأدنى لعدد الأحرف: { $count }. بضع كلمات لا علاقة بينها يسهل تذكّرها ويصعب تخمينها.
choose-password-submit = حفظ وتسجيل الدخول
choose-password-failure-incomplete = املأ كل الحقول.
choose-password-failure-too-short = الحد الأدنى لعدد الأحرف في كلمة المرور: { $count }.
choose-password-failure-too-long = الحد الأقصى لعدد الأحرف في كلمة المرور: 256.
choose-password-failure-not-text = لا يمكن أن تتضمن كلمة المرور سوى أحرف وأرقام وعلامات ترقيم ومسافات.
choose-password-failure-like-account = كلمة المرور هذه شديدة الشبه باسمك أو عنوانك أو اسم هذه الخدمة.
choose-password-failure-common = كلمة المرور هذه معروفة لمن يخمّنون كلمات المرور. اختر كلمة مرور أخرى.
mail-code-label = الرمز الوارد في الرسالة
mail-failure-wrong-code = هذا ليس الرمز الوارد في الرسالة. تحقّق منه وحاول مرة أخرى؛ بعد خمس محاولات يصبح غير صالح.
mail-send-again = طلب رسالة جديدة

verify-heading = تأكيد عنوان بريدك الإلكتروني
verify-text = هل { $address } هو عنوانك؟
change-address-heading = تأكيد عنوان بريدك الإلكتروني الجديد
change-address-text = هل تريد استخدام { $address } لحسابك؟
confirm-mail-sent = أرسلنا رسالة. افتح الرابط الوارد فيها، أو اكتب رمزها هنا.
link-gone-heading = لم يعد هذا الرابط يعمل
link-gone-text = سبق استخدامه، أو أنه قديم جدًا، أو أن جزءًا منه مفقود. لم يتغير أي شيء. يمكنك طلب رابط جديد.
invitation-gone-text = سبق استخدام الدعوة، أو أنها قديمة جدًا، أو أن جزءًا من الرابط مفقود. إذا كان لديك حساب، فسجّل الدخول. وإلا فاطلب دعوة جديدة ممن دعاك.
mail-other-browser-heading = افتح هذا الرابط في المتصفح الآخر
mail-other-browser-text = حفاظًا على أمانك، لا يعمل هذا الرابط إلا في المتصفح الذي طلبته منه. افتحه هناك، أو اكتب هناك الرمز الوارد في الرسالة.
address-verified-heading = تم تأكيد عنوان بريدك الإلكتروني
address-verified-text = شكرًا لك.
address-changed-heading = تم تغيير عنوان بريدك الإلكتروني
address-changed-text = من الآن فصاعدًا، ستصل الرسائل إلى عنوانك الجديد.
address-taken-heading = لا يمكن استخدام هذا العنوان
address-taken-text = العنوان تابع لحساب آخر. لم يتغير أي شيء.
mail-off-heading = لا يرسل هذا الخادم رسائل
mail-off-text = تواصل مع القائمين على هذا الخادم: يمكنهم تزويدك برابط لاختيار كلمة مرور جديدة.
sign-up-off-heading = التسجيل غير متاح
sign-up-off-text = اطلب حسابًا من القائمين على هذا الخادم.

account-email-none = لا يوجد عنوان بريد إلكتروني لحسابك.
account-email-verify = إرسال رسالة لتأكيد هذا العنوان
account-email-new = عنوان البريد الإلكتروني الجديد
account-email-about = سنرسل رسالة إلى العنوان الجديد. لن يتغير شيء قبل أن تفتح الرابط الوارد فيها أو تكتب رمزها. وسيصل إشعار إلى عنوانك القديم.
account-email-off = لا يرسل هذا الخادم رسائل، لذلك لا يمكنك تغيير عنوانك هنا. تواصل مع القائمين عليه.
account-email-failure-same = هذا هو عنوانك الحالي بالفعل.
account-email-change = تغيير

### Mails

mail-greeting = مرحبًا { $account }،
mail-greeting-unknown = مرحبًا،
mail-lifetime = يعمل الرابط مرة واحدة فقط، خلال { $time }.
mail-code = أو اكتب هذا الرمز في الصفحة التي طلبته:
mail-link-plain = إذا لم يعمل الزر، فانسخ هذا العنوان إلى متصفحك:
mail-go-to-sign-in = الانتقال إلى صفحة تسجيل الدخول

mail-test-subject = رسالة تجريبية من { $host }
mail-test-text = هذه رسالة تجريبية. يمكن للخادم { $host } إرسال رسائل إلى هذا العنوان.

mail-reset-subject = اختيار كلمة مرور جديدة على { $host }
mail-reset-text = طلب شخص ما اختيار كلمة مرور جديدة لحسابك على { $host }. إذا كنت أنت من طلب ذلك، فافتح الرابط.
mail-reset-action = اختيار كلمة مرور جديدة
mail-reset-closing = إذا لم تكن أنت من طلب ذلك، فلا حاجة إلى فعل أي شيء: تبقى كلمة المرور كما هي. لا تشارك هذا الرابط وهذا الرمز مع أي شخص.

mail-verify-subject = تأكيد عنوان بريدك الإلكتروني على { $host }
mail-verify-text = يُرجى تأكيد أن عنوان البريد الإلكتروني هذا عنوانك.
mail-verify-action = تأكيد هذا العنوان
mail-verify-closing = إذا لم يكن لديك حساب هنا، فلا حاجة إلى فعل أي شيء.

mail-change-subject = تأكيد عنوان بريدك الإلكتروني الجديد على { $host }
mail-change-text = طلب شخص ما استخدام عنوان البريد الإلكتروني هذا لحساب على { $host }. إذا كنت أنت من طلب ذلك، فافتح الرابط.
mail-change-action = استخدام هذا العنوان
mail-change-closing = إذا لم تكن أنت من طلب ذلك، فلا حاجة إلى فعل أي شيء: لن يتغير أي شيء.

mail-address-taken-subject = عنوان بريدك الإلكتروني على { $host }
mail-address-taken-text = حاول شخص سجّل الدخول بحساب آخر على { $host } استخدام عنوان البريد الإلكتروني هذا. العنوان تابع لحسابك، لذلك لم يتغير أي شيء.

mail-register-subject = إكمال التسجيل على { $host }
mail-register-text = بدأ شخص ما التسجيل على { $host } بعنوان البريد الإلكتروني هذا. إذا كنت أنت، فافتح الرابط.
mail-register-action = متابعة
mail-register-closing = إذا لم تكن أنت، فلا حاجة إلى فعل أي شيء: لن يتم إنشاء حساب.

mail-registered-subject = لديك حساب على { $host } بالفعل
mail-registered-text = بدأ شخص ما التسجيل على { $host } بعنوان البريد الإلكتروني هذا، لكن لديك حساب بالفعل. إذا كنت أنت، فسجّل الدخول. وإذا نسيت كلمة المرور، فاختر كلمة مرور جديدة من صفحة تسجيل الدخول.

mail-invite-subject = دعوة إلى { $host }
mail-invite-text = هذه دعوة لإنشاء حساب على { $host }.
mail-invite-action = قبول الدعوة
mail-invite-closing = إذا لم ترغب في إنشاء حساب، فلا حاجة إلى فعل أي شيء.

mail-sign-in-subject = تسجيل دخولك إلى { $host }
mail-sign-in-text = طلب شخص ما تسجيل الدخول إلى حسابك على { $host }. إذا كنت أنت من طلب ذلك، فافتح الرابط في المتصفح نفسه.
mail-sign-in-action = تسجيل الدخول
mail-sign-in-closing = إذا لم تكن أنت من طلب ذلك، فلا حاجة إلى فعل أي شيء. لا تشارك هذا الرابط وهذا الرمز مع أي شخص.

mail-password-changed-subject = تم تغيير كلمة المرور على { $host }
mail-password-changed-text = تم تغيير كلمة المرور لحسابك على { $host }.
mail-address-changed-subject = تم تغيير عنوان بريدك الإلكتروني على { $host }
mail-address-changed-text = تم تغيير عنوان البريد الإلكتروني لحسابك على { $host }.
mail-new-device-subject = تسجيل دخول جديد إلى { $host }
mail-new-device-text = تم استخدام حسابك على { $host } في متصفح لم نكن نعرفه.
mail-factor-added-subject = طريقة جديدة لتسجيل الدخول إلى { $host }
mail-factor-added-text = تمت إضافة طريقة لتسجيل الدخول إلى حسابك على { $host }.
mail-factor-removed-subject = تمت إزالة طريقة لتسجيل الدخول إلى { $host }
mail-factor-removed-text = تمت إزالة طريقة لتسجيل الدخول من حسابك على { $host }.
mail-fact-factor = الطريقة
mail-fact-time = الوقت
mail-fact-network-address = عنوان الشبكة
mail-fact-device = المتصفح
mail-not-me = إذا كنت أنت من فعل ذلك، فلا حاجة إلى فعل أي شيء. وإذا لم تكن أنت، فاختر كلمة مرور جديدة الآن. سيؤدي ذلك إلى إنهاء كل الجلسات.
mail-not-me-action = لم أفعل ذلك

### Accounts, devices, deletion, attributes and passkeys in a sign-in

login-mail = إرسال رمز إلى بريدي الإلكتروني
mail-sign-in-sent = إذا كان هناك حساب بهذا الاسم وله عنوان بريد إلكتروني مؤكد، فستصل رسالة قريبًا. اكتب هنا الرمز الوارد فيها، أو افتح رابطها في هذا المتصفح. قد يستغرق ذلك بضع دقائق؛ تحقّق أيضًا من مجلد الرسائل غير المرغوب فيها.
mail-sign-in-other-way = تسجيل الدخول بطريقة أخرى
second-step-mail-code = أُرسلت رسالة تتضمن رمزًا إلى عنوان البريد الإلكتروني لحسابك. قد يستغرق وصولها بضع دقائق؛ تحقّق أيضًا من مجلد الرسائل غير المرغوب فيها.
second-step-mail-to-send = سنرسل رسالة تتضمن رمزًا إلى عنوان البريد الإلكتروني لحسابك.
second-step-use-mail-code = استخدام رمز عبر البريد الإلكتروني
second-step-trust = عدم السؤال مجددًا على هذا الجهاز لمدة { $time }
second-step-trust-hint = لا تختر ذلك إلا على جهاز لا يستخدمه أحد غيرك. يمكنك التراجع عنه من صفحة حسابك، ضمن الأجهزة.
trusted-heading = الأجهزة الموثوق بها
trusted-text = عند تسجيل الدخول بهذه المتصفحات، لا تُطلب منك خطوة التحقق الإضافية.
trusted-since = موثوق به منذ
trusted-last-used = آخر استخدام
trusted-until = حتى
trusted-forget = السؤال مجددًا على هذا الجهاز
trusted-forgotten = ستُطلب منك خطوة التحقق الإضافية على ذلك الجهاز مجددًا.
event-device-trusted = اخترت ألا تُطلب منك خطوة التحقق الإضافية على أحد الأجهزة.
event-device-forgotten = اخترت أن تُطلب منك خطوة التحقق الإضافية على أحد الأجهزة مجددًا.
mail-code-alone = اكتب هذا الرمز في الصفحة التي تطلبه:
mail-code-lifetime = يعمل الرمز مرة واحدة فقط، خلال { $time }.
mail-confirm-subject = رمزك على { $host }
mail-confirm-text = يحاول شخص ما الآن تسجيل الدخول إلى حسابك على { $host }. إذا كنت أنت، فاكتب الرمز.
mail-confirm-closing = إذا لم تكن أنت، فاختر كلمة مرور جديدة: هناك من يعرف كلمة مرورك. لا تشارك هذا الرمز مع أي شخص.
sign-up-failure-reserved = لا يمكن لأحد إنشاء حساب بهذا العنوان بنفسه. اطلب دعوة من القائمين على هذا الخادم.
logged-out-provider-text = سجّلت الدخول باستخدام { $provider }. ما زالت جلستك هناك مستمرة.
logged-out-provider = تسجيل الخروج من { $provider } أيضًا
logged-out-provider-failed = تعذّر إنهاء جلستك لدى { $provider } من هنا. سجّل الخروج هناك بنفسك.
profile-required = { $name } (مطلوب)
profile-not-set = غير محدد
profile-yes = نعم
profile-no = لا
profile-hint-list = عنصر واحد في كل سطر.
profile-hint-number = رقم مثل 7 أو 1.5
profile-hint-required = املأ هذا الحقل.
account-switch = تبديل الحساب
accounts-heading = الحسابات في هذا المتصفح
accounts-signed-out = تم تسجيل الخروج
accounts-sign-out-of = تسجيل الخروج من { $account }
accounts-sign-out-this = تسجيل الخروج من هذا الحساب
accounts-sign-out-all = تسجيل الخروج من كل الحسابات في هذا المتصفح
logged-out-others = ما زال الدخول مسجّلًا بحسابات أخرى في هذا المتصفح.
logged-out-accounts = عرض الحسابات الأخرى
no-access-heading = لا يوجد إذن بالوصول
no-access-text = لا يُسمح لهذا الحساب باستخدام { $application }.
no-access-ask = إذا كنت بحاجة إلى الوصول، فاطلبه من القائمين على هذه الخدمة.
login-keep = إبقاء الدخول مسجّلًا على هذا الجهاز
no-access-network = لا يُسمح لك باستخدام { $application } من هذه الشبكة.
second-step-passkey = استخدم مفتاح مرور لهذا الحساب. سيطلب جهازك بصمة إصبعك أو وجهك أو رقم التعريف الشخصي.
second-step-failure-passkey = لم يعمل مفتاح المرور هذا. حاول مرة أخرى، أو جرّب طريقة أخرى.
second-step-passkey-was-added = تمت إضافة مفتاح المرور. استخدمه الآن للمتابعة.
authenticator-use-passkey = إضافة مفتاح مرور بدلًا من ذلك
sign-in-passkey-reason = لا تكفي كلمة المرور وحدها لتسجيل الدخول هنا. أضف مفتاح مرور الآن.
sign-in-passkey-reason-application = يطلب { $application } أكثر من كلمة مرور عند تسجيل الدخول. أضف مفتاح مرور الآن.
sign-in-passkey-use-authenticator = إضافة تطبيق مصادقة بدلًا من ذلك
passkey-offer-heading = هل تريد تسجيل الدخول بدون كلمة مرور في المرة القادمة؟
passkey-offer-not-now = ليس الآن
passkey-offer-later = إذا اخترت «ليس الآن»، فلن نسألك مجددًا. يمكنك إضافة مفتاح مرور من صفحة حسابك في أي وقت.
event-passkey-offer-declined = لم ترغب في إضافة مفتاح مرور.
passkeys-failure-model = لا تُقبل هنا إلا مفاتيح أمان معيّنة، ولم يُثبت هذا الجهاز أنه واحد منها. استخدم مفتاح أمان من مؤسستك، واسمح للمتصفح بإظهار علامته التجارية وطرازه.
account-menu-data = بياناتك
account-about-data = تنزيل كل ما نحتفظ به عنك، أو حذف حسابك.
data-export-heading = تنزيل بياناتك
data-export-text = كل ما يحتفظ به هذا الخادم عنك: ملفك الشخصي، وطريقة تسجيل دخولك، وأجهزتك، وتطبيقاتك، ونشاطك. ولا يشمل ذلك كلمات المرور والمفاتيح والرموز.
data-export-html = تنزيل للقراءة (HTML)
data-export-json = تنزيل للبرامج (JSON)
data-deletion-text = سيتم تسجيل خروجك من كل مكان. يمكنك تغيير رأيك خلال 14 يومًا؛ وبعد ذلك يُحذف حسابك نهائيًا.
data-deletion-open = حذف هذا الحساب
deletion-heading = حذف حسابك
deletion-text = إذا حذفت حسابك:
deletion-sessions = { $count ->
    [one] سيتم تسجيل الخروج من هذا الجهاز
    [two] سيتم تسجيل الخروج من جهازين، وهذا الجهاز أحدهما
    [few] سيتم تسجيل الخروج من { $count } أجهزة، ومنها هذا الجهاز
    [many] سيتم تسجيل الخروج من { $count } جهازًا، ومنها هذا الجهاز
   *[other] سيتم تسجيل الخروج من { $count } جهاز، ومنها هذا الجهاز
  }
deletion-applications = { $count ->
    [zero] لا يملك أي تطبيق إذنًا بالوصول إلى حسابك
    [one] سيفقد تطبيق واحد إذن الوصول
    [two] سيفقد تطبيقان إذن الوصول
    [few] ستفقد { $count } تطبيقات إذن الوصول
    [many] سيفقد { $count } تطبيقًا إذن الوصول
   *[other] سيفقد { $count } تطبيق إذن الوصول
  }
deletion-day = سيُحذف نهائيًا في { $day } كل ما يخصك على هذا الخادم
deletion-return = إذا غيّرت رأيك قبل ذلك اليوم، فسجّل الدخول واختر الاحتفاظ بحسابك.
deletion-export = يمكنك تنزيل بياناتك أولًا:
deletion-submit = حذف حسابي
deletion-requested-heading = سيُحذف حسابك
deletion-requested-text = تم تسجيل خروجك من كل مكان. سيُحذف حسابك في { $day }.
deletion-requested-mail = أرسلنا إليك رسالة بهذا الشأن.
keep-account-heading = هل تريد الاحتفاظ بحسابك؟
keep-account-text = سيُحذف هذا الحساب في { $day }، لأنك طلبت ذلك. لن يتم تسجيل دخولك إلا إذا اخترت الاحتفاظ به.
keep-account-keep = الاحتفاظ بحسابي
keep-account-delete = حذفه كما هو مقرر
event-data-exported = نزّلت بياناتك.
event-deletion-requested = طلبت حذف حسابك.
event-deletion-requested-by-other = حدّد أحد المسؤولين حسابك للحذف.
event-deletion-cancelled = احتفظت بحسابك.
event-deletion-cancelled-by-other = ألغى أحد المسؤولين حذف حسابك.
mail-deletion-requested-subject = سيُحذف حسابك على { $host }
mail-deletion-requested-text = طلب شخص سجّل الدخول إلى حسابك على { $host } حذفه. حتى اليوم المذكور أدناه، يمكنك تسجيل الدخول والاحتفاظ به.
mail-deletion-cancelled-subject = سيبقى حسابك على { $host }
mail-deletion-cancelled-text = كان من المقرر حذف حسابك على { $host }. سجّل شخص ما الدخول إليه واختار الاحتفاظ به.
mail-fact-deletion = تاريخ الحذف
export-heading = بيانات عن { $account }
export-text = كل ما يحتفظ به { $host } عن هذا الحساب حتى { $time }. ولا يشمل ذلك كلمات المرور والمفاتيح والرموز.
export-nothing = لا شيء.
export-account = الحساب
export-sign-in = تسجيل الدخول
export-sessions = الأجهزة
export-consents = ما سمحت به للتطبيقات
export-grants = أذون وصول التطبيقات
export-mail-links = روابط من الرسائل ما زالت تعمل
export-events = النشاط
export-email-verified = البريد الإلكتروني مؤكد
export-phone-number-verified = رقم الهاتف مؤكد
export-granted-roles = الأدوار الممنوحة
export-disabled = معطّل
export-created-at = تاريخ الإنشاء
export-updated-at = تاريخ التغيير
export-password-set = تم تعيين كلمة مرور
export-passkey = مفتاح المرور الخاص بك
export-linked-account = حساب مرتبط
export-failed-sign-ins = محاولات تسجيل الدخول الفاشلة
export-failures-forgotten = عدد الأيام التي لا تُحتسب بعدها محاولات تسجيل الدخول الفاشلة
export-methods = الطرق
export-expires-at = تاريخ الانتهاء
export-client-id = معرّف التطبيق
export-application = التطبيق
export-scope = النطاق
export-allowed-at = تاريخ السماح
export-audiences = الجهة المستلمة
export-purpose = الغرض
export-kind = النوع
export-by = بواسطة
export-changed = التغيير
export-provider = الموفّر
export-provider-subject = الحساب لدى الموفّر
export-last-used-at = آخر استخدام
export-synchronised = تتم مزامنته
export-left = المتبقي
password-failure-breached = كلمة المرور هذه موجودة في قائمة كلمات مرور سُرقت من خدمات أخرى. يجرّب المهاجمون تلك الكلمات أولًا. اختر كلمة مرور أخرى هنا، وغيّرها في كل مكان آخر تستخدمها فيه.
picture-change = تغيير صورتك
picture-alt = صورتك
picture-none = ليست لديك صورة.
picture-elsewhere = صورتك موجودة على خادم آخر.
picture-file = صورة جديدة
picture-hint = PNG أو JPEG أو WebP، بحجم لا يتجاوز 8 ميغابايت. نحتفظ بالمربع الذي في الوسط، ولا نحتفظ بأي شيء مما يذكره الملف عن المكان أو الوقت أو الكاميرا. التطبيقات التي ترى ملفك الشخصي ترى الصورة أيضًا، وكذلك كل من لديه عنوانها.
picture-upload = حفظ الصورة
picture-remove = إزالة الصورة
picture-saved = تم حفظ صورتك.
picture-removed = تمت إزالة صورتك.
picture-failure-missing = اختر ملفًا أولًا.
picture-failure-too-large = هذا الملف كبير جدًا. يجب ألا يتجاوز حجم الصورة 8 ميغابايت.
picture-failure-too-many-pixels = تحتوي هذه الصورة على عدد كبير جدًا من وحدات البكسل. الحد الأقصى 10,000 بكسل لكل جانب و50 مليون بكسل إجمالًا.
picture-failure-format = هذا الملف ليس صورة بتنسيق PNG أو JPEG أو WebP.
picture-failure-damaged = هذه الصورة تالفة. افتحها في برنامج آخر واحفظها من جديد.
picture-failure-busy = يجري حفظ عدد كبير جدًا من الصور. حاول مرة أخرى بعد لحظات.
terms-heading = تغيّرت شروط الخدمة
terms-text = يُرجى قراءة شروط الخدمة، الإصدار { $version }، والموافقة عليها للمتابعة.
terms-decline = لا أوافق عليها
event-terms-accepted = وافقت على شروط الخدمة.
event-claims-previewed = اطّلع أحد المسؤولين على البيانات التي يحصل عليها أحد التطبيقات عنك: { $application }
export-accepted-terms = شروط الخدمة الموافَق عليها

### Terms at the first sign-in

terms-heading-first = الموافقة على شروط الخدمة

### Notices about recovery codes and linked accounts

mail-recovery-codes-made-subject = رموز استرداد جديدة على { $host }
mail-recovery-codes-made-text = تم إنشاء رموز استرداد جديدة لحسابك على { $host }. لم تعد الرموز القديمة صالحة.
mail-recovery-code-used-subject = تم استخدام رمز استرداد على { $host }
mail-recovery-code-used-text = تم استخدام أحد رموز الاسترداد الخاصة بك لتسجيل الدخول إلى حسابك على { $host }.
mail-account-linked-subject = تم ربط حساب على { $host }
mail-account-linked-text = تم ربط حساب لدى موفّر آخر بحسابك على { $host }. يمكن استخدامه لتسجيل الدخول.
mail-account-unlinked-subject = تم إلغاء ربط حساب على { $host }
mail-account-unlinked-text = تم إلغاء ربط حساب لدى موفّر آخر بحسابك على { $host }. لم يعد من الممكن استخدامه لتسجيل الدخول.

### Places of addresses, and the way to the console

place-estimated = { $place } (تقديري)
mail-fact-place = المكان
account-console = الإدارة
account-about-console = المستخدمون والتطبيقات وإعدادات الخادم.
