# Every message of every page, in Turkish. The yardstick is en.ftl.

### Shared

title-with-brand = { $title } – { $brand }
title-with-application = { $page } – { $application }
title-error = Hata: { $page }
continue = Devam
cancel = İptal
signed-in-as = { $account } olarak oturum açtınız
opens-in-a-new-tab = (yeni sekmede açılır)
duration-seconds = { $count ->
    [one] 1 saniye
   *[other] { $count } saniye
  }
duration-minutes = { $count } dakika
duration-hours = { $count ->
    [one] 1 saat
   *[other] { $count } saat
  }
duration-days = { $count ->
    [one] 1 gün
   *[other] { $count } gün
  }
label = { $label }:
label-value = { $label }: { $value }
list-join = { $before }, { $after }
moment-now = az önce
moment-minutes = { $count ->
    [one] 1 dakika önce
   *[other] { $count } dakika önce
  }
moment-hours = { $count ->
    [one] 1 saat önce
   *[other] { $count } saat önce
  }
moment-days = { $count ->
    [one] 1 gün önce
   *[other] { $count } gün önce
  }
moment-date = { $day } { $month } { $year }
moment-exact = { $date } { $time } UTC
month-1 = Ocak
month-2 = Şubat
month-3 = Mart
month-4 = Nisan
month-5 = Mayıs
month-6 = Haziran
month-7 = Temmuz
month-8 = Ağustos
month-9 = Eylül
month-10 = Ekim
month-11 = Kasım
month-12 = Aralık
language-label = Dil
language-submit = Değiştir
footer-support = Yardım
footer-privacy = Gizlilik politikası
footer-terms = Hizmet şartları

### Sign in

login-heading = Oturum açın
login-heading-application = { $application } uygulamasında oturum açın
login-username = Kullanıcı adı veya e-posta
login-password = Şifre
login-submit = Oturum aç
login-use-passkey = Geçiş anahtarı kullan
login-failure-passkey = Bu geçiş anahtarı işe yaramadı. Başka bir geçiş anahtarı kullanın veya şifrenizle oturum açın.
login-reason-fresh-sign-in = Oturumunuz açık olsa da uygulama şifrenizi yeniden girmenizi istiyor.
login-reason-session-too-old = Oturum açmanızın üzerinden bir süre geçti. Uygulama, hâlâ siz olduğunuzu doğrulamanızı istiyor.
login-reason-another-account = Kullanmak istediğiniz hesapla oturum açın.
login-reason-confirm-change = Hesabınızda değişiklik yapmak üzeresiniz ve beş dakikadan daha uzun süre önce oturum açtınız. Hâlâ siz olduğunuzu doğrulayın.
login-reason-second-step = Burada ek bir doğrulama adımı gerekiyor. Önce şifrenizi girin.
login-failure-wrong-credentials = Kullanıcı adı ile şifre eşleşmiyor. İkisini de kontrol edip tekrar deneyin.
login-failure-incomplete = Hem kullanıcı adınızı hem de şifrenizi girin.
login-failure-too-many-attempts = Çok fazla başarısız deneme yapıldı. { $wait } bekleyip tekrar deneyin. O zamana kadar doğru şifre de dahil olmak üzere hiçbir şifre kontrol edilmez.
login-failure-expired = Bu sayfa çok uzun süre açık kaldı. Lütfen şifrenizi bir kez daha girin.
login-failure-busy = Şu anda çok fazla kişi oturum açıyor. Lütfen birazdan tekrar deneyin.

# { $provider } is the name of another company's server, such as GitHub.
login-provider-or = veya
login-provider = { $provider } ile oturum aç
login-provider-cancelled = { $provider } ile oturum açmayı iptal ettiniz. Tekrar deneyebilir veya başka bir yolla oturum açabilirsiniz.
login-provider-unreachable = { $provider } şu anda yanıt vermiyor. Bir dakika sonra tekrar deneyin veya başka bir yolla oturum açın.
login-provider-failed = { $provider } ile oturum açılamadı. Tekrar deneyin veya başka bir yolla oturum açın.
login-provider-not-set-up = { $provider } ile oturum açma burada doğru ayarlanmamış. Başka bir yolla oturum açın ve durumu yöneticiye bildirin.
login-provider-not-offered = Burada artık { $provider } ile oturum açamazsınız. Başka bir yolla oturum açın.
login-provider-not-linked = Buradaki hiçbir hesap bu { $provider } hesabına bağlı değil. Başka bir yolla oturum açın, ardından bu hesabı hesap sayfanızdan bağlayın.
login-provider-not-allowed = Bu { $provider } hesabıyla burada oturum açılamaz.
login-provider-link-after-sign-in = Bu { $provider } hesabını burada kullanmak için hesabınızda bir kez oturum açın. Bundan sonra { $provider } ile oturum açabilirsiniz.
login-provider-address-is-known = Burada, { $provider } hesabınızın e-posta adresini kullanan bir hesap var. Bu hesapta bir kez oturum açın. Bundan sonra { $provider } ile oturum açabilirsiniz.

### Second step

second-step-heading = Siz olduğunuzu doğrulayın
second-step-account = { $account } olarak oturum açılıyor
second-step-authenticator = Kimlik doğrulama uygulamanızı açın ve bu hesap için gösterdiği kodu girin.
second-step-authenticator-label = Altı haneli kod
second-step-recovery-code = Kurtarma kodlarınızdan birini girin. Her kod yalnızca bir kez kullanılabilir.
second-step-recovery-code-label = Kurtarma kodu
second-step-submit = Devam
second-step-other-ways = Başka bir yol deneyin
second-step-use-authenticator = Kimlik doğrulama uygulamasını kullan
second-step-use-recovery-code = Kurtarma kodu kullan
second-step-restart = Başka bir hesap kullan
second-step-reason = Oturumunuz açık. Bu sayfa için ek bir doğrulama adımı gerekiyor.
second-step-reason-application = Oturumunuz açık. { $application } ek bir doğrulama adımı istiyor.
second-step-failure-wrong-code = Bu kod yanlış, süresi dolmuş veya daha önce kullanılmış. Yeni bir kod girin.
second-step-failure-incomplete = Kodu girin.
second-step-failure-too-many-attempts = Çok fazla başarısız deneme yapıldı. { $wait } bekleyip tekrar deneyin. O zamana kadar doğru kod da dahil olmak üzere hiçbir kod kontrol edilmez.
second-step-failure-expired = Bu sayfa çok fazla kez gönderildi. Lütfen kodu bir kez daha girin.

authenticator-heading = Kimlik doğrulama uygulaması
authenticator-reason = Burada oturum açmak için ek bir doğrulama adımı gerekiyor. Şimdi bir kimlik doğrulama uygulaması ekleyin.
authenticator-reason-application = { $application }, oturum açarken ek bir doğrulama adımı istiyor. Şimdi bir kimlik doğrulama uygulaması ekleyin.
authenticator-step-app = Telefonunuzda bir kimlik doğrulama uygulaması açın. Yoksa bir tane yükleyin: Tek kullanımlık kod üreten herhangi bir uygulama olur.
authenticator-step-scan = Bu resmi uygulamayla tarayın.
authenticator-qr = Kimlik doğrulama uygulamasının anahtarını içeren QR kodu
authenticator-type-key = Bunun yerine anahtarı yazın
authenticator-key = Anahtar
authenticator-account = Hesap
authenticator-step-code = Uygulamanın şu anda gösterdiği kodu girin. Uygulama bundan sonra geçerli olur.
authenticator-confirm = Uygulamayı ekle
authenticator-wrong-code = Bu kod uymuyor. Telefonunuzun saatinin doğru olduğundan emin olun ve uygulamanın şu anda gösterdiği kodu girin.
authenticator-added = Bir kimlik doğrulama uygulamanız var. Şifrenizden sonra bu uygulamadaki kod istenir.
authenticator-remove-text = Başka bir telefon kullanmak için uygulamayı kaldırıp o telefonda yeniden ekleyin. Diğer ek doğrulama yöntemlerinizle oturum açmaya devam edebilirsiniz.
authenticator-remove-with-codes = Başka bir telefon kullanmak için uygulamayı kaldırıp o telefonda yeniden ekleyin. O zamana kadar oturum açmak için yalnızca şifreniz yeterli olur ve kurtarma kodlarınız geçerliliğini yitirir.
authenticator-remove = Uygulamayı kaldır
authenticator-notice-added = Kimlik doğrulama uygulaması eklendi.
authenticator-notice-removed = Kimlik doğrulama uygulaması kaldırıldı.

recovery-codes-heading = Kurtarma kodları
recovery-codes-text = Telefonunuz yanınızda olmadığında kurtarma koduyla oturum açabilirsiniz. Her kod yalnızca bir kez kullanılabilir.
recovery-codes-left = { $count ->
    [one] Bir kurtarma kodunuz kaldı.
   *[other] { $count } kurtarma kodunuz kaldı.
  }
recovery-codes-few = Kodlarınız bitmeden yenilerini oluşturun.
recovery-codes-make-text = Yeni kodlar eskilerin yerini alır; eski kodlar artık kullanılamaz.
recovery-codes-make = Yeni kodlar oluştur
recovery-codes-none = Kurtarma kodunuz yok. Kimlik doğrulama uygulaması gibi ilk ek doğrulama yönteminizi eklediğinizde kurtarma kodları da alırsınız.
recovery-codes-new-heading = Kurtarma kodlarınızı kaydedin
recovery-codes-new-text = Telefonunuzu kaybettiğinizde kurtarma koduyla oturum açabilirsiniz. Her kod yalnızca bir kez kullanılabilir. Kodları yalnızca şimdi gösteriyoruz: İndirin veya yazdırın ve güvenli bir yerde saklayın.
recovery-codes-account = Hesap: { $account }
recovery-codes-print = Bu sayfayı yazdırmak için tarayıcınızın menüsünü kullanın.
recovery-codes-download = Metin olarak indir
recovery-codes-saved = Kaydettim

### Signed in already

signed-in-heading = Oturumunuz zaten açık
signed-in-account = Hesabınıza git

### Account chooser

chooser-heading = Hesap seçin
chooser-heading-application = { $application } için bir hesap seçin
chooser-text = Bu tarayıcıda oturumunuz zaten açık.
chooser-continue-as = { $account } olarak devam et
chooser-another = Başka bir hesap kullan

### Consent

consent-heading = { $application } uygulamasının hesabınıza erişmesine izin verilsin mi?
consent-title = Erişime izin verin
consent-list = İzin verirseniz { $application } şunları yapabilir:
consent-writing = Ayrıca sizin adınıza şu değişiklikleri yapabilir:
consent-offline = Ve bu erişimi sürdürür:
consent-return = { $host } adresine döneceksiniz
consent-remembered = İzniniz hatırlanır, böylece size her seferinde sorulmaz. Bu izni dilediğiniz zaman hesap sayfanızdan kaldırabilirsiniz.
consent-allow = İzin ver
consent-deny = Reddet
consent-policy = Gizlilik politikası
consent-terms = Hizmet şartları

scope-openid = Oturum açtığınızda kim olduğunuzu doğrulama
scope-profile = Adınızı ve diğer temel profil bilgilerinizi görme
scope-email = E-posta adresinizi ve doğrulanıp doğrulanmadığını görme
scope-address = Posta adresinizi görme
scope-phone = Telefon numaranızı ve doğrulanıp doğrulanmadığını görme
scope-roles = Buradaki rollerinizi görme
scope-groups = Hangi gruplarda olduğunuzu görme
scope-offline-access = Siz kaldırana kadar, siz yokken de bu erişimi sürdürme
scope-other = Şu yetkiyi kullanma:

### Sign out

logout-heading = Oturum kapatılsın mı?
logout-text = Buradaki oturumunuz kapatılacak. Bu hesapla açtığınız uygulamalara, bunu destekliyorlarsa haber verilir.
logout-text-application = { $application } oturumunuzu kapatmak istiyor. Bu hesapla açtığınız diğer uygulamalara, bunu destekliyorlarsa haber verilir.
logout-missing-return = Uygulama geri dönülecek bir adres verdi, ancak bu adresin ona ait olup olmadığını bilmiyoruz. Oturumunuzu kapattıktan sonra bu sayfada kalacaksınız.
logout-submit = Oturumu kapat
logout-stay = Oturum açık kalsın

logged-out-heading = Oturumunuz kapatıldı
logged-out-text = Bu tarayıcıda artık açık oturumunuz yok.
logged-out-missing-return = Uygulama geri dönülecek bir adres verdi, ancak bu adresin ona ait olup olmadığını bilmiyoruz. Bu nedenle bu sayfada kaldınız. Oturumunuz yine de kapatıldı.
logged-out-told-list = Uygulamalar
logged-out-told = Oturumunuzu kapatması bildirildi
logged-out-not-told = Ulaşılamadı – uygulamayı kapatın veya oradaki oturumunuzu kendiniz kapatın
logged-out-return = { $application } uygulamasına dön
logged-out-return-unnamed = Uygulamaya dön
logged-out-sign-in = Tekrar oturum aç

### Account

account-heading = Hesabınız
account-menu = Hesap
account-menu-overview = Genel bakış
account-menu-security = Güvenlik
account-menu-devices = Cihazlar
account-menu-apps = Uygulamalar
account-menu-activity = Etkinlik
account-about-activity = Hesabınızda neler olduğu.
account-menu-profile = Profil
account-about-profile = Hesabınızdaki kişisel bilgileriniz.
account-about-security = Nasıl oturum açtığınız.
account-about-devices = Nerelerde oturum açtığınız.
account-about-apps = Hesabınızı hangi uygulamaların kullanabildiği ve her birinin neler yapabildiği.
account-username = Kullanıcı adı
account-email = E-posta
account-email-verified = Doğrulandı
account-email-unverified = Doğrulanmadı
account-applications-heading = Erişimi olan uygulamalar
account-applications-count = { $count ->
    [one] Bir uygulama hesabınızı kullanabilir.
   *[other] { $count } uygulama hesabınızı kullanabilir.
  }
account-applications-none = Hesabınıza erişimi olan bir uygulama yok. Bir uygulamaya izin verdiğinizde burada listelenir.
account-application-can = { $application } şunları yapabilir:
account-withdraw = Erişimi kaldır
account-withdrawn = { $application } artık hesabınıza erişemez. Sizin adınıza kullandığı hizmetlerin bunu fark etmesi biraz zaman alabilir.
account-sign-out = Oturumu kapat

### Account: profile

profile-text = Uygulamalar bu bilgileri yalnızca siz izin verirseniz görür. Belirtmek istemediklerinizi boş bırakın.
profile-save = Kaydet
profile-saved = Profiliniz kaydedildi.
profile-failure-wrong-values = Henüz hiçbir şey kaydedilmedi. İşaretli bilgileri düzeltin.
profile-failure-changed = Hesabınız bu arada değiştirildiği için hiçbir şey kaydedilmedi. Güncel bilgiler aşağıdadır.
profile-hint-text = Bu metin çok uzun veya içinde görünmeyen karakterler var.
profile-hint-web = Bir web adresi, örneğin https://example.org/ada
profile-hint-birthdate = Yıl, ay ve gün, örneğin 1815-12-10. Yıl olarak 0000 yazarsanız yıl belirtilmez.
profile-hint-zoneinfo = Bir saat dilimi, örneğin Europe/Istanbul
profile-hint-locale = Bir dil, örneğin tr veya pt-BR
profile-hint-phone = Ülke koduyla birlikte, örneğin +442079460123

### Account: security

security-password = Şifre
security-password-set = Şifreniz var.
security-password-none = Şifreniz yok.
security-password-change = Değiştir
security-password-add = Şifre belirle
security-authenticator = Kimlik doğrulama uygulaması
security-authenticator-on = Kimlik doğrulama uygulamanız var.
security-authenticator-off = Kimlik doğrulama uygulamanız yok.
security-add = Ekle
security-change = Değiştir
security-recovery-codes = Kurtarma kodları
security-recovery-codes-on = Kurtarma kodlarınız var.
security-recovery-codes-off = İlk ek doğrulama yönteminizi eklediğinizde alırsınız.
security-see = Görüntüle

### Account: linked accounts

# { $provider } is the name of another company's server, such as GitHub.
security-linked = Bağlı hesaplar
security-linked-none = Oturum açmak için başka bir hesap kullanmıyorsunuz.
security-linked-count = { $count ->
    [one] Başka bir hesapla oturum açabilirsiniz.
   *[other] Başka { $count } hesapla oturum açabilirsiniz.
  }
security-linked-manage = Yönet
linked-text = Başka bir sağlayıcıdaki hesabınızı bağlarsanız burada şifresiz oturum açabilirsiniz.
linked-none = Bağlı hesap yok.
linked-since = Bağlandı
linked-last-used = Son kullanım
linked-unlink = Bağlantıyı kaldır
linked-last-way = Bu, oturum açmak için tek yolunuz. Bağlantıyı kaldırmadan önce bir şifre belirleyin veya başka bir hesap bağlayın.
linked-more = Hesap bağlayın
linked-link = { $provider } hesabını bağla
linked-added = { $provider } hesabınız bağlandı. Bundan sonra bu hesapla oturum açabilirsiniz.
linked-removed = { $provider } hesabınızın bağlantısı kaldırıldı. Artık bu hesapla oturum açamazsınız.
linked-failure-cancelled = { $provider } tarafında işlemi iptal ettiniz. Hiçbir hesap bağlanmadı.
linked-failure-unreachable = { $provider } şu anda yanıt vermiyor. Hiçbir hesap bağlanmadı. Bir dakika sonra tekrar deneyin.
linked-failure-taken = Bu { $provider } hesabı buradaki başka bir hesaba bağlı. Önce oradaki bağlantıyı kaldırın.
linked-failure-failed = { $provider } hesabınız bağlanamadı. Hiçbir şey değişmedi.

### Account: devices

devices-text = Bu tarayıcılarda hesabınızın oturumu açık. Tanımadığınız bir tarayıcı varsa oradaki oturumu kapatın ve şifrenizi değiştirin.
devices-browser-system = { $browser }, { $system }
devices-unknown = Bilinmeyen tarayıcı
devices-this = Bu cihaz
devices-signed-in = Oturum açıldı
devices-last-seen = Son görülme
devices-applications = Uygulamalar
devices-end = Oturumu kapat
devices-end-others = Diğer { $count } cihazda oturumu kapat
devices-ended = { $count ->
    [one] Başka bir cihazda oturum kapatıldı.
   *[other] Diğer { $count } cihazda oturum kapatıldı.
  }
devices-apps = Bir cihazda oturumu kapatmak, siz yokken işlem yapabilen uygulamaların erişimini sonlandırmaz. Bu uygulamaları burada bulabilirsiniz:

### Account: applications

apps-sees = Şu anda gördükleri:
apps-allowed = İzin tarihi
apps-opened = Son açılış
apps-trusted = Kuruluşunuza ait
apps-trusted-text = Bu uygulamayı kuruluşunuz işlettiği için size sorulmadı. Uygulamayı açtığınızda yeniden erişim kazanır.

### Account: activity

activity-text = Hesabınızda neler olduğu, en yeniden eskiye doğru.
activity-none = Henüz bir şey yok.
activity-older = Daha eskiler
activity-newest = En yeniler
activity-not-me-heading = Bu siz değil miydiniz?
activity-not-me-text = Diğer tüm cihazlardaki oturumlarınız hemen kapatılır. Ardından şifrenizi değiştirirsiniz.
activity-not-me = Bu ben değildim
activity-others-signed-out = Diğer tüm cihazlardaki oturumlarınız kapatıldı. Kimsenin eski şifreyle oturum açamaması için şifrenizi şimdi değiştirin.
event-application = bir uygulama
event-other = Başka bir şey oldu:
event-signed-in = Oturum açtınız.
event-signed-out = Bir cihazda oturum kapatıldı.
event-consent-given = Hesabınıza erişim izni verdiniz: { $application }
event-consent-withdrawn = Hesabınıza erişimi kaldırdınız: { $application }
event-consent-withdrawn-by-other = Bir yönetici, hesabınıza erişimi kaldırdı: { $application }
event-grant-revoked = Bir uygulama erişimini geri verdi: { $application }
event-grant-reuse = Bir uygulama aynı anahtarı iki kez kullandığı için erişimi sona erdi: { $application }
event-token-revoked = Bir uygulama anahtarlarından birini geri verdi: { $application }
event-user-added = Hesabınız oluşturuldu.
event-user-edited = Profilinizi değiştirdiniz.
event-user-edited-by-other = Bir yönetici profilinizi değiştirdi.
event-user-disabled = Hesabınız devre dışı bırakıldı.
event-user-enabled = Hesabınız etkinleştirildi.
event-password-set = Şifrenizi değiştirdiniz.
event-password-set-by-other = Bir yönetici yeni bir şifre belirledi.
event-user-signed-out = Bir yönetici her yerdeki oturumlarınızı kapattı.
event-factor-added = Ek bir doğrulama yöntemi eklediniz.
event-factor-removed = Ek bir doğrulama yöntemini kaldırdınız.
event-factor-removed-by-other = Bir yönetici, ek doğrulama yöntemlerinizden birini kaldırdı.
event-recovery-codes-made = Yeni kurtarma kodları oluşturdunuz.
event-recovery-code-used = Kurtarma koduyla oturum açtınız.
event-user-unlocked = Bir yönetici, başarısız oturum açma denemelerinizi sıfırladı.
event-passkey-added = Bir geçiş anahtarı eklediniz.
event-passkey-renamed = Bir geçiş anahtarını yeniden adlandırdınız.
event-passkey-removed = Bir geçiş anahtarını kaldırdınız.
event-passkey-removed-by-other = Bir yönetici bir geçiş anahtarını kaldırdı.
event-passkey-clone = Bir geçiş anahtarı kopyalanmış olabilir; bu nedenle onunla yapılan bir oturum açma isteği reddedildi. Siz kopyalamadıysanız bu geçiş anahtarını kaldırın.
event-password-reset = Eskisi unutulduğu için yeni bir şifre belirlediniz.
event-address-verified = E-posta adresiniz doğrulandı.
event-address-changed = E-posta adresiniz değiştirildi.
event-registered = Hesabınızı oluşturdunuz.
event-invitation-accepted = Bir daveti kabul ettiniz.
event-link-made = Bir yönetici sizin için bir bağlantı oluşturdu.
event-mail-requested = Size bir e-posta gönderilmesi istendi.
event-account-linked = Başka bir sağlayıcıdaki bir hesap bağlandı.
event-account-unlinked = Başka bir sağlayıcıdaki bir hesabın bağlantısı kaldırıldı.
event-group-added = Bir grubun üyesi oldunuz.
event-group-removed = Artık bir grubun üyesi değilsiniz.
event-role-granted = Size bir rol verildi.
event-role-taken = Bir rolünüz kaldırıldı.

### Claims

claim-name = Ad soyad
claim-given-name = Ad
claim-family-name = Soyadı
claim-middle-name = İkinci ad
claim-nickname = Takma ad
claim-profile = Profil sayfası
claim-picture = Resim
claim-website = Web sitesi
claim-gender = Cinsiyet
claim-birthdate = Doğum tarihi
claim-zoneinfo = Saat dilimi
claim-locale = Dil
claim-phone-number = Telefon numarası
claim-address = Adres
claim-street-address = Sokak ve kapı numarası
claim-locality = Şehir
claim-region = İl veya bölge
claim-postal-code = Posta kodu
claim-country = Ülke
claim-roles = Roller
claim-groups = Gruplar
claim-sub = Tanımlayıcı

### Account: password

password-heading = Şifre değiştirin
password-heading-first = Şifre belirleyin
password-text = Bu cihazda oturumunuz açık kalır. Diğer her yerde oturumunuz kapatılır ve orada açtığınız uygulamalar erişimini kaybeder.
password-current = Mevcut şifre
password-new = Yeni şifre
password-again = Yeni şifre (tekrar)
password-rule = En az { $count } karakter. Birbiriyle ilgisiz birkaç kelime iyi bir seçimdir; başka yerde de kullandığınız bir şifre ise değildir.
password-changed = Şifreniz değiştirildi. Diğer her yerdeki oturumlarınız kapatıldı.
password-failure-wrong-current = Bu, mevcut şifreniz değil. Tekrar deneyin.
password-failure-missing = Yeni şifreyi her iki alana da girin.
password-failure-different = Girdiğiniz iki yeni şifre aynı değil. Yeni şifreyi her iki alana da girin.
password-failure-too-short = Yeni şifre en az { $count } karakter olmalıdır.
password-failure-too-long = Yeni şifre en fazla { $count } karakter olabilir.
password-failure-not-text = Yeni şifrede yalnızca harfler, rakamlar, noktalama işaretleri, simgeler ve boşluklar kullanılabilir.
password-failure-common = Bu şifre, bir saldırganın ilk deneyeceği şifrelerden biri. Başka bir şifre seçin.

### Account: passkeys

security-passkeys = Geçiş anahtarları
security-passkeys-count = { $count ->
    [0] Geçiş anahtarınız yok.
    [one] 1 geçiş anahtarınız var.
   *[other] { $count } geçiş anahtarınız var.
  }
security-passkeys-change = Yönet
passkeys-heading = Geçiş anahtarları
passkeys-about = Geçiş anahtarıyla şifre girmeden oturum açarsınız: Cihazınız parmak izinizi, yüzünüzü veya PIN’inizi ister. Geçiş anahtarı yalnızca bu adreste çalışır; bu nedenle sahte bir sayfa onu kullanamaz.
passkeys-place-synchronised = Cihazlarınız arasında eşitleniyor
passkeys-place-device = Yalnızca bu cihazda
passkeys-added = Eklendi
passkeys-used = Son kullanım
passkeys-never-used = Hiç
passkeys-name = Ad
passkeys-new-name = Ad (isteğe bağlı)
passkeys-rename = Yeniden adlandır
passkeys-remove = Kaldır
passkeys-add-heading = Geçiş anahtarı ekleyin
passkeys-add = Geçiş anahtarı ekle
passkeys-exists = Bu cihazda hesabınız için zaten bir geçiş anahtarı var.
passkeys-failed = Cihazınız geçiş anahtarı oluşturmadı. Tekrar deneyin veya başka bir cihaz kullanın.
passkeys-not-in-this-browser = Bu tarayıcı geçiş anahtarlarını desteklemiyor.
passkeys-need-javascript = Geçiş anahtarları için JavaScript gerekir. Diğer her şey JavaScript olmadan da çalışır.
passkeys-not-here = Tarayıcılar bu adreste geçiş anahtarı sunmaz; bunun için https ve bir alan adı gerekir.
passkeys-failure-not-verified = Geçiş anahtarı doğrulanamadığı için eklenmedi. Tekrar deneyin.
passkeys-failure-name = 1 ile 64 karakter arasında bir ad girin.
passkeys-failure-too-many = Bir hesapta olabilecek en fazla sayıda geçiş anahtarınız var. Önce birini kaldırın.
passkeys-was-added = “{ $name }” eklendi. Bundan sonra bu geçiş anahtarıyla oturum açabilirsiniz.
passkeys-was-renamed = Geçiş anahtarının yeni adı: “{ $name }”.
passkeys-was-removed = “{ $name }” kaldırıldı. Artık kimse bu geçiş anahtarıyla oturum açamaz.

### Welcome

welcome-heading = Uygulamalarınız için tek hesap
welcome-text = Burada bir kez oturum açarsınız. Uygulamalar yalnızca izin verdiğiniz şeyleri açan bir anahtar alır; şifrenizi asla almaz.
welcome-start = Bir uygulama mı kullanmak istiyorsunuz? Oradan başlayın: Kim olduğunuzu bilmesi gerektiğinde sizi buraya gönderir.
welcome-sign-in = Hesabınızda oturum açın

### Continue to the application (form post)

form-post-heading = Uygulamaya dönülüyor
form-post-heading-application = { $application } uygulamasına dönülüyor
form-post-heading-request = Bir dakika
form-post-text = Hiçbir şey olmazsa Devam düğmesine basın.
form-post-unsafe = Uygulamanın adresi güvenli olmadığı için devam etmiyoruz.

### Errors

error-unknown-client-heading = Bu uygulama burada tanınmıyor
error-unknown-client-text = Sizi buraya gönderen uygulama bu sunucuya kayıtlı değil. Siz yanlış bir şey yapmadınız.
error-unknown-client-advice = Uygulamayı işletenlere haber verin. Önce uygulamayı kaydetmeleri gerekiyor.

error-redirect-uri-mismatch-heading = Sizi o adrese geri gönderemiyoruz
error-redirect-uri-mismatch-text = Uygulama, sizi daha önce kararlaştırılmamış bir adrese göndermemizi istedi. Hesabınızı korumak için burada durduk.
error-redirect-uri-mismatch-advice = Uygulamaya dönüp tekrar deneyin. Bu sayfa yine karşınıza çıkarsa uygulamayı işletenlere haber verin.

error-bad-request-heading = Bu bağlantı çalışmıyor
error-bad-request-text = Bize ulaşan istek eksik veya bozuk.
error-bad-request-advice = Uygulamaya dönün ve oradan yeniden başlayın.

error-session-expired-heading = Bu sayfa çok uzun süre açık kaldı
error-session-expired-text = Güvenliğiniz için bu tür sayfalar yalnızca sınırlı bir süre çalışır. Hiçbir şey değiştirilmedi.
error-session-expired-advice = Sayfayı yeniden açın veya uygulamaya dönüp oradan yeniden başlayın.

error-cookies-missing-heading = Tarayıcınız çerez göndermedi
error-cookies-missing-text = Bu sayfa için bir çerez gerekiyor, ancak hiç çerez gelmedi. Tarayıcınız burada çerezleri engelliyor ya da çerezler sayfa açıldıktan sonra silindi. Hiçbir şey değiştirilmedi.
error-cookies-missing-advice = Bu web sitesi için çerezlere izin verin ve yeniden başlayın.

error-other-browser-heading = Bu sayfa başka bir tarayıcıya ait
error-other-browser-text = Sayfa başka bir tarayıcıda, gizli bir pencerede veya buradaki çerezler silinmeden önce açıldı. Hiçbir şey değiştirilmedi.
error-other-browser-advice = Kullanmak istediğiniz tarayıcıda yeniden başlayın.

error-form-damaged-heading = Bu sayfa artık çalışmıyor
error-form-damaged-text = Form, bu sunucunun oluşturmadığı veya artık tanımadığı bir değer içeriyor. Adresin bir bölümü kesildiğinde veya sunucu yeniden kurulduğunda böyle olur. Hiçbir şey değiştirilmedi.
error-form-damaged-advice = Uygulamaya dönün ve oradan yeniden başlayın.

error-wrong-address-heading = Bu sunucunun başka bir adresindesiniz
error-wrong-address-text = Sayfa, bu sunucunun oturum açmak için kullanmadığı bir adreste açıldı. Hiçbir şey değiştirilmedi.
error-wrong-address-advice = Doğru adresi kullanın. Sizi buraya bir bağlantı veya uygulama getirdiyse bunu işletenlere haber verin.

error-request-expired-heading = Bu oturum açma isteğinin süresi doldu
error-request-expired-text = Uygulamanın isteği yalnızca bir kez ve kısa bir süre için geçerlidir. Süresi doldu ya da istek daha önce kullanıldı. Hiçbir şey değiştirilmedi.
error-request-expired-advice = Uygulamaya dönün ve oradan yeniden başlayın.

error-other-site-heading = Bu form başka bir web sitesinden geldi
error-other-site-text = Güvenliğiniz için yalnızca kendi sayfalarımızdan gelen formları kabul ediyoruz. Hiçbir şey değiştirilmedi.
error-other-site-advice = Bunu siz yapmak istediyseniz sayfamızı kendiniz açın ve orada tekrar deneyin.

error-access-denied-heading = Erişiminiz yok
error-access-denied-text = Hesabınızın bunu kullanma izni yok.
error-access-denied-advice = Uygulamayı işletenlerden size erişim vermelerini isteyin.

error-too-many-requests-heading = Lütfen biraz bekleyin
error-too-many-requests-text = Kısa sürede çok fazla istek gönderildi.
error-too-many-requests-advice = Bir dakika bekleyip tekrar deneyin.

error-request-too-large-heading = Bu kadarı bir defada çok fazla
error-request-too-large-text = İstek, bu sunucunun kabul ettiğinden daha büyük.
error-request-too-large-advice = Uygulamaya dönün ve oradan yeniden başlayın.

error-method-not-allowed-heading = Bu sayfa bu şekilde açılamaz
error-method-not-allowed-text = Adres doğru, ancak amacına uygun olmayan bir şekilde açıldı.
error-method-not-allowed-advice = Geri dönün ve sayfadaki düğmeleri kullanın.

error-not-found-heading = Burada bir sayfa yok
error-not-found-text = Adres yanlış yazılmış veya sayfa taşınmış olabilir.
error-not-found-advice = Adresi kontrol edin veya geldiğiniz yere dönün.

error-server-error-heading = Bizim tarafımızda bir sorun oluştu
error-server-error-text = Bu sizin değil, bizim hatamız. Bu sunucuyu işletenler ne olduğunu görebilir.
error-server-error-advice = Lütfen birazdan tekrar deneyin. Sorun sürerse aşağıdaki referansı iletin.

error-unavailable-heading = Birazdan tekrar buradayız
error-unavailable-text = Sunucu meşgul veya bakımda. Hiçbir şey değiştirilmedi.
error-unavailable-advice = Lütfen bir dakika sonra tekrar deneyin.

error-start-again = Yeniden başla
error-right-address = Doğru adrese git
error-reference = Referans
error-developers = Geliştiriciler için
error-developer-error = Hata kodu
error-developer-check = Başarısız olan denetim
error-developer-expected = Beklenen
error-developer-in-log = Sunucunun günlüğünde, bu referansı içeren satırda yer alır.
error-developer-seen = Alınan
error-developer-nothing = (yok)

### Forgotten password, registration and links from mails

login-forgot = Şifrenizi mi unuttunuz?
login-sign-up = Hesap oluştur
forgot-heading = Şifrenizi mi unuttunuz?
forgot-text = Kullanıcı adınızı veya e-posta adresinizi girin. Bu bilgiyle bir hesap varsa yeni şifre seçmeniz için bağlantı içeren bir e-posta göndeririz.
forgot-failure-incomplete = Kullanıcı adınızı veya e-posta adresinizi girin.
sign-up-heading = Hesap oluşturun
sign-up-text = E-posta adresinizi girin. Devam etmeniz için size bir e-posta göndereceğiz.
sign-up-address = E-posta adresi
sign-up-terms = Hizmet şartlarını kabul ediyorum
sign-up-terms-link = Hizmet şartlarını okuyun
sign-up-failure-incomplete = E-posta adresinizi girin.
sign-up-failure-not-an-address = name@example.org gibi tek bir e-posta adresi girin.
sign-up-failure-domain = Bu alan adına ait bir adresle kendiniz hesap oluşturamazsınız. Bu sunucuyu işletenlerden davet isteyin.
sign-up-failure-terms = Yalnızca hizmet şartlarını kabul ederseniz hesap oluşturabilirsiniz.
ask-mail-submit = E-posta gönder
ask-mail-failure-too-many = Çok fazla e-posta istendi. { $wait } bekleyip tekrar deneyin. E-postalardan biri istenmeyen posta klasörünüzde olabilir.
mail-sign-in-heading = E-posta ile oturum açın
mail-sign-in-explanation = Kullanıcı adınızı veya e-posta adresinizi girin. Bu bilgiyle bir hesap varsa bağlantı ve kod içeren bir e-posta göndeririz.
mail-sign-in-confirm = { $address } olarak oturum açmak için düğmeye basın.

reset-heading = Yeni şifre seçin
reset-mail-sent = Bu adla bir hesap varsa bir e-posta gönderdik. İçindeki bağlantıyı açın veya içindeki kodu buraya yazın. Birkaç dakika sürebilir; istenmeyen posta klasörünüze de bakın.
register-heading = Kaydınızı tamamlayın
register-mail-sent = Bir e-posta gönderdik. İçindeki bağlantıyı açın veya içindeki kodu buraya yazın. Birkaç dakika sürebilir; istenmeyen posta klasörünüze de bakın.
register-name = Adınız
invite-heading = Daveti kabul edin
choose-password-label = Yeni şifre
choose-password-hint = En az { $count } karakter. Birbiriyle ilgisi olmayan birkaç kelimeyi hatırlamak kolay, tahmin etmek zordur.
choose-password-submit = Kaydet ve oturum aç
choose-password-failure-incomplete = Tüm alanları doldurun.
choose-password-failure-too-short = Şifre en az { $count } karakter olmalıdır.
choose-password-failure-too-long = Şifre en fazla 256 karakter olabilir.
choose-password-failure-not-text = Şifrede yalnızca harfler, rakamlar, noktalama işaretleri ve boşluklar kullanılabilir.
choose-password-failure-like-account = Bu şifre adınıza, adresinize veya bu hizmetin adına çok benziyor.
choose-password-failure-common = Bu şifreyi, şifre tahmin etmeye çalışanlar biliyor. Başka bir şifre seçin.
mail-code-label = E-postadaki kod
mail-failure-wrong-code = Bu, e-postadaki kod değil. Kontrol edip tekrar deneyin; beş denemeden sonra kod geçersiz olur.
mail-send-again = Yeni e-posta iste

verify-heading = E-posta adresinizi doğrulayın
verify-text = { $address } sizin adresiniz mi?
change-address-heading = Yeni e-posta adresinizi doğrulayın
change-address-text = Hesabınız için { $address } kullanılsın mı?
confirm-mail-sent = Bir e-posta gönderdik. İçindeki bağlantıyı açın veya içindeki kodu buraya yazın.
link-gone-heading = Bu bağlantı artık çalışmıyor
link-gone-text = Bağlantı daha önce kullanılmış, çok eski ya da bir bölümü eksik. Hiçbir şey değiştirilmedi. Yeni bir bağlantı isteyebilirsiniz.
invitation-gone-text = Davet daha önce kullanılmış, çok eski ya da bağlantının bir bölümü eksik. Hesabınız varsa oturum açın. Yoksa sizi davet eden kişiden yeni bir davet isteyin.
mail-other-browser-heading = Bu bağlantıyı diğer tarayıcıda açın
mail-other-browser-text = Güvenliğiniz için bu bağlantı yalnızca onu istediğiniz tarayıcıda çalışır. Bağlantıyı orada açın veya e-postadaki kodu orada yazın.
address-verified-heading = E-posta adresiniz doğrulandı
address-verified-text = Teşekkür ederiz.
address-changed-heading = E-posta adresiniz değiştirildi
address-changed-text = Bundan sonra e-postalar yeni adresinize gönderilecek.
address-taken-heading = Bu adres kullanılamaz
address-taken-text = Adres başka bir hesaba ait. Hiçbir şey değiştirilmedi.
mail-off-heading = Bu sunucu e-posta göndermiyor
mail-off-text = Bu sunucuyu işletenlere başvurun: Size yeni şifre seçmeniz için bir bağlantı verebilirler.
sign-up-off-heading = Kayıt kapalı
sign-up-off-text = Bu sunucuyu işletenlerden bir hesap isteyin.

account-email-none = Hesabınızda e-posta adresi yok.
account-email-verify = Bu adresi doğrulamak için e-posta gönder
account-email-new = Yeni e-posta adresi
account-email-about = Yeni adrese bir e-posta göndeririz. İçindeki bağlantıyı açmadan veya içindeki kodu yazmadan hiçbir şey değişmez. Eski adresinize de bilgi verilir.
account-email-off = Bu sunucu e-posta göndermediği için adresinizi burada değiştiremezsiniz. Sunucuyu işletenlere başvurun.
account-email-failure-same = Bu zaten sizin adresiniz.
account-email-change = Değiştir

### Mails

mail-greeting = Merhaba { $account },
mail-greeting-unknown = Merhaba,
mail-lifetime = Bağlantı yalnızca bir kez, { $time } içinde kullanılabilir.
mail-code = Veya bu kodu, onu isteyen sayfaya yazın:
mail-link-plain = Düğme çalışmazsa bu adresi tarayıcınıza kopyalayın:
mail-go-to-sign-in = Oturum açma sayfasına git

mail-test-subject = { $host } test e-postası
mail-test-text = Bu bir test e-postasıdır. { $host } bu adrese e-posta gönderebiliyor.

mail-reset-subject = { $host } için yeni şifre seçin
mail-reset-text = Birisi { $host } hesabınız için yeni bir şifre seçmek istedi. Bu isteği siz yaptıysanız bağlantıyı açın.
mail-reset-action = Yeni şifre seç
mail-reset-closing = Bu isteği siz yapmadıysanız bir şey yapmanız gerekmez: Şifreniz olduğu gibi kalır. Bu bağlantıyı ve bu kodu kimseyle paylaşmayın.

mail-verify-subject = { $host } için e-posta adresinizi doğrulayın
mail-verify-text = Lütfen bu e-posta adresinin size ait olduğunu doğrulayın.
mail-verify-action = Bu adresi doğrula
mail-verify-closing = Burada bir hesabınız yoksa bir şey yapmanız gerekmez.

mail-change-subject = { $host } için yeni e-posta adresinizi doğrulayın
mail-change-text = Birisi bu e-posta adresini bir { $host } hesabı için kullanmak istedi. Bu isteği siz yaptıysanız bağlantıyı açın.
mail-change-action = Bu adresi kullan
mail-change-closing = Bu isteği siz yapmadıysanız bir şey yapmanız gerekmez: Hiçbir şey değişmez.

mail-address-taken-subject = { $host } için e-posta adresiniz
mail-address-taken-text = Başka bir { $host } hesabıyla oturum açmış olan birisi bu e-posta adresini kullanmak istedi. Adres sizin hesabınıza ait olduğu için hiçbir şey değişmedi.

mail-register-subject = { $host } kaydınızı tamamlayın
mail-register-text = Birisi bu e-posta adresiyle { $host } üzerinde kayıt başlattı. Kaydı siz başlattıysanız bağlantıyı açın.
mail-register-action = Devam
mail-register-closing = Kaydı siz başlatmadıysanız bir şey yapmanız gerekmez: Hesap oluşturulmaz.

mail-registered-subject = { $host } üzerinde zaten bir hesabınız var
mail-registered-text = Birisi bu e-posta adresiyle { $host } üzerinde kayıt başlattı, ancak zaten bir hesabınız var. Kaydı siz başlattıysanız oturum açın. Şifrenizi unuttuysanız oturum açma sayfasında yeni bir şifre seçin.

mail-invite-subject = { $host } için davet edildiniz
mail-invite-text = { $host } üzerinde bir hesap açmaya davet edildiniz.
mail-invite-action = Daveti kabul et
mail-invite-closing = Hesap istemiyorsanız bir şey yapmanız gerekmez.

mail-sign-in-subject = { $host } için oturum açma isteğiniz
mail-sign-in-text = Birisi { $host } hesabınızda oturum açmak istedi. Bu isteği siz yaptıysanız bağlantıyı aynı tarayıcıda açın.
mail-sign-in-action = Oturum aç
mail-sign-in-closing = Bu isteği siz yapmadıysanız bir şey yapmanız gerekmez. Bu bağlantıyı ve bu kodu kimseyle paylaşmayın.

mail-password-changed-subject = { $host } şifreniz değiştirildi
mail-password-changed-text = { $host } hesabınızın şifresi değiştirildi.
mail-address-changed-subject = { $host } e-posta adresiniz değiştirildi
mail-address-changed-text = { $host } hesabınızın e-posta adresi değiştirildi.
mail-new-device-subject = { $host } hesabınızda yeni oturum
mail-new-device-text = { $host } hesabınız tanımadığımız bir tarayıcıda kullanıldı.
mail-factor-added-subject = { $host } için yeni oturum açma yöntemi
mail-factor-added-text = { $host } hesabınıza bir oturum açma yöntemi eklendi.
mail-factor-removed-subject = { $host } için bir oturum açma yöntemi kaldırıldı
mail-factor-removed-text = { $host } hesabınızdan bir oturum açma yöntemi kaldırıldı.
mail-fact-factor = Yöntem
mail-fact-time = Zaman
mail-fact-network-address = Ağ adresi
mail-fact-device = Tarayıcı
mail-not-me = Bunu siz yaptıysanız bir şey yapmanız gerekmez. Siz yapmadıysanız hemen yeni bir şifre seçin. Böylece tüm oturumlar sonlandırılır.
mail-not-me-action = Bu ben değildim

### Accounts, devices, deletion, attributes and passkeys in a sign-in

login-mail = Bana e-posta ile kod gönder
mail-sign-in-sent = Bu ada sahip ve e-posta adresi doğrulanmış bir hesap varsa bir e-posta gönderdik. E-postadaki kodu buraya yazın veya bağlantısını bu tarayıcıda açın. Birkaç dakika sürebilir; istenmeyen posta klasörünüze de bakın.
mail-sign-in-other-way = Başka bir yolla oturum aç
second-step-mail-code = Hesabınızın e-posta adresine kod içeren bir e-posta gönderdik. Birkaç dakika sürebilir; istenmeyen posta klasörünüze de bakın.
second-step-mail-to-send = Hesabınızın e-posta adresine kod içeren bir e-posta göndeririz.
second-step-use-mail-code = E-posta ile gelen kodu kullan
second-step-trust = Bu cihazda { $time } boyunca tekrar sorma
second-step-trust-hint = Bunu yalnızca sizden başka kimsenin kullanmadığı bir cihazda seçin. Hesap sayfanızdaki Cihazlar bölümünde geri alabilirsiniz.
trusted-heading = Güvenilen cihazlar
trusted-text = Bu tarayıcılarda oturum açtığınızda ek doğrulama adımı istenmez.
trusted-since = Güvenilme tarihi
trusted-last-used = Son kullanım
trusted-until = Bitiş
trusted-forget = Bu cihazda yeniden sor
trusted-forgotten = O cihazda ek doğrulama adımı yeniden istenecek.
event-device-trusted = Bir cihazda ek doğrulama adımının istenmemesini seçtiniz.
event-device-forgotten = Bir cihazda ek doğrulama adımının yeniden istenmesini seçtiniz.
mail-code-alone = Bu kodu, onu isteyen sayfaya yazın:
mail-code-lifetime = Kod yalnızca bir kez, { $time } içinde kullanılabilir.
mail-confirm-subject = { $host } için kodunuz
mail-confirm-text = Birisi { $host } hesabınızda oturum açıyor. Bu kişi sizseniz kodu yazın.
mail-confirm-closing = Bu kişi siz değilseniz yeni bir şifre seçin: Birisi şifrenizi biliyor. Bu kodu kimseyle paylaşmayın.
sign-up-failure-reserved = Bu adresle kimse kendi başına hesap oluşturamaz. Bu sunucuyu işletenlerden davet isteyin.
logged-out-provider-text = { $provider } ile oturum açtınız. Oradaki oturumunuz devam ediyor.
logged-out-provider = { $provider } oturumunu da kapat
logged-out-provider-failed = { $provider } oturumunuz buradan kapatılamadı. Oradaki oturumunuzu kendiniz kapatın.
profile-required = { $name } (zorunlu)
profile-not-set = Belirtilmemiş
profile-yes = Evet
profile-no = Hayır
profile-hint-list = Her satıra bir kayıt.
profile-hint-number = Bir sayı, örneğin 7 veya 1.5
profile-hint-required = Bu alanı doldurun.
account-switch = Hesap değiştir
accounts-heading = Bu tarayıcıdaki hesaplar
accounts-signed-out = Oturum kapalı
accounts-sign-out-of = { $account } oturumunu kapat
accounts-sign-out-this = Bu hesabın oturumunu kapat
accounts-sign-out-all = Bu tarayıcıdaki tüm hesapların oturumunu kapat
logged-out-others = Bu tarayıcıda başka hesapların oturumu hâlâ açık.
logged-out-accounts = Diğer hesapları göster
no-access-heading = Erişim yok
no-access-text = Bu hesap { $application } uygulamasını kullanamaz.
no-access-ask = Erişime ihtiyacınız varsa bu hizmeti işletenlere başvurun.
login-keep = Bu cihazda oturum açık kalsın
no-access-network = { $application } uygulamasını bu ağdan kullanamazsınız.
second-step-passkey = Bu hesabın bir geçiş anahtarını kullanın. Cihazınız parmak izinizi, yüzünüzü veya bir PIN ister.
second-step-failure-passkey = Bu geçiş anahtarı işe yaramadı. Tekrar deneyin veya başka bir yol deneyin.
second-step-passkey-was-added = Geçiş anahtarınız eklendi. Devam etmek için şimdi kullanın.
authenticator-use-passkey = Bunun yerine geçiş anahtarı ekle
sign-in-passkey-reason = Burada oturum açmak için şifreden fazlası gerekiyor. Şimdi bir geçiş anahtarı ekleyin.
sign-in-passkey-reason-application = { $application }, oturum açarken şifreden fazlasını istiyor. Şimdi bir geçiş anahtarı ekleyin.
sign-in-passkey-use-authenticator = Bunun yerine kimlik doğrulama uygulaması ekle
passkey-offer-heading = Bir dahaki sefere şifresiz oturum açmak ister misiniz?
passkey-offer-not-now = Şimdi değil
passkey-offer-later = “Şimdi değil” seçeneğini seçerseniz bir daha sormayız. Hesap sayfanızda istediğiniz zaman geçiş anahtarı ekleyebilirsiniz.
event-passkey-offer-declined = Geçiş anahtarı istemediniz.
passkeys-failure-model = Burada yalnızca belirli güvenlik anahtarları kabul edilir ve bu cihaz onlardan biri olduğunu kanıtlamadı. Kuruluşunuzun verdiği bir güvenlik anahtarını kullanın ve tarayıcının anahtarın marka ve modelini göstermesine izin verin.
account-menu-data = Verileriniz
account-about-data = Hakkınızda sakladığımız her şeyi indirin veya hesabınızı silin.
data-export-heading = Verilerinizi indirin
data-export-text = Bu sunucunun hakkınızda sakladığı her şey: profiliniz, nasıl oturum açtığınız, cihazlarınız, uygulamalarınız ve etkinliğiniz. Şifreler, anahtarlar ve kodlar buna dahil değildir.
data-export-html = Okumak için indir (HTML)
data-export-json = Programlar için indir (JSON)
data-deletion-text = Her yerdeki oturumlarınız kapatılır. 14 gün içinde fikrinizi değiştirebilirsiniz; sonrasında hesabınız kalıcı olarak silinir.
data-deletion-open = Bu hesabı sil
deletion-heading = Hesabınızı silin
deletion-text = Hesabınızı silerseniz:
deletion-sessions = { $count ->
    [one] bu cihazdaki oturum kapatılır
   *[other] bu cihaz dahil { $count } cihazdaki oturum kapatılır
  }
deletion-applications = { $count ->
    [0] hesabınıza erişimi olan bir uygulama yok
    [one] bir uygulama erişimini kaybeder
   *[other] { $count } uygulama erişimini kaybeder
  }
deletion-day = { $day } tarihinde bu sunucuda sizinle ilgili her şey kalıcı olarak silinir
deletion-return = Bu tarihten önce fikrinizi değiştirirseniz oturum açın ve hesabınızı korumayı seçin.
deletion-export = Önce verilerinizi indirebilirsiniz:
deletion-submit = Hesabımı sil
deletion-requested-heading = Hesabınız silinecek
deletion-requested-text = Her yerdeki oturumlarınız kapatıldı. Hesabınız { $day } tarihinde silinecek.
deletion-requested-mail = Size bununla ilgili bir e-posta gönderdik.
keep-account-heading = Hesabınız korunsun mu?
keep-account-text = Bu hesap, siz istediğiniz için { $day } tarihinde silinecek. Hesabı korumayı seçmeden oturumunuz açılmaz.
keep-account-keep = Hesabımı koru
keep-account-delete = Planlandığı gibi sil
event-data-exported = Verilerinizi indirdiniz.
event-deletion-requested = Hesabınızın silinmesini istediniz.
event-deletion-requested-by-other = Bir yönetici, hesabınızı silinmek üzere işaretledi.
event-deletion-cancelled = Hesabınızı korudunuz.
event-deletion-cancelled-by-other = Bir yönetici, hesabınızın silinmesini iptal etti.
mail-deletion-requested-subject = { $host } hesabınız silinecek
mail-deletion-requested-text = { $host } hesabınızda oturum açmış olan birisi hesabın silinmesini istedi. Aşağıdaki tarihe kadar oturum açıp hesabınızı koruyabilirsiniz.
mail-deletion-cancelled-subject = { $host } hesabınız korunuyor
mail-deletion-cancelled-text = { $host } hesabınız silinecekti. Birisi hesapta oturum açtı ve hesabı korudu.
mail-fact-deletion = Silinme tarihi
export-heading = { $account } hakkındaki veriler
export-text = { $host } sunucusunun bu hesap hakkında sakladığı her şey; tarih: { $time }. Şifreler, anahtarlar ve kodlar buna dahil değildir.
export-nothing = Hiçbir şey yok.
export-account = Hesap
export-sign-in = Oturum açma
export-sessions = Cihazlar
export-consents = Uygulamalara verdiğiniz izinler
export-grants = Uygulamaların erişimi
export-mail-links = E-postalardaki hâlâ geçerli bağlantılar
export-events = Etkinlik
export-email-verified = E-posta adresi doğrulandı
export-phone-number-verified = Telefon numarası doğrulandı
export-granted-roles = Verilen roller
export-disabled = Devre dışı
export-created-at = Oluşturulma
export-updated-at = Değiştirilme
export-password-set = Şifrenin belirlenmesi
export-passkey = Geçiş anahtarınız
export-linked-account = Bağlı hesap
export-failed-sign-ins = Başarısız oturum açma denemeleri
export-failures-forgotten = Başarısız denemelerin artık sayılmayacağı gün sayısı
export-methods = Yöntemler
export-expires-at = Bitiş
export-client-id = Uygulama kimliği
export-application = Uygulama
export-scope = Kapsam
export-allowed-at = İzin verilme
export-audiences = Alıcılar
export-purpose = Amaç
export-kind = Tür
export-by = Yapan
export-changed = Değişiklik
export-provider = Sağlayıcı
export-provider-subject = Sağlayıcıdaki hesap
export-last-used-at = Son kullanım
export-synchronised = Eşitlenmiş
export-left = Kalan
password-failure-breached = Bu şifre, başka hizmetlerden çalınmış şifrelerin bulunduğu bir listede yer alıyor. Saldırganlar önce bunları dener. Burada başka bir şifre seçin ve bu şifreyi kullandığınız diğer her yerde de değiştirin.
picture-change = Resminizi değiştirin
picture-alt = Resminiz
picture-none = Resminiz yok.
picture-elsewhere = Resminiz başka bir sunucuda bulunuyor.
picture-file = Yeni resim
picture-hint = PNG, JPEG veya WebP, en fazla 8 MB. Ortadaki kareyi saklarız; dosyanın yer, zaman veya kamera hakkında içerdiği hiçbir bilgiyi saklamayız. Profilinizi gören uygulamalar resminizi de görür; resmin adresini bilen herkes de görebilir.
picture-upload = Resmi kaydet
picture-remove = Resmi kaldır
picture-saved = Resminiz kaydedildi.
picture-removed = Resminiz kaldırıldı.
picture-failure-missing = Önce bir dosya seçin.
picture-failure-too-large = Bu dosya çok büyük. Bir resim en fazla 8 MB olabilir.
picture-failure-too-many-pixels = Bu resimde çok fazla piksel var. Her kenarda en fazla 10.000, toplamda en fazla 50 milyon piksel olabilir.
picture-failure-format = Bu dosya PNG, JPEG veya WebP biçiminde bir resim değil.
picture-failure-damaged = Bu resim hasarlı. Başka bir programda açıp yeniden kaydedin.
picture-failure-busy = Şu anda çok fazla resim kaydediliyor. Birazdan tekrar deneyin.
terms-heading = Hizmet şartları değişti
terms-text = Devam etmek için lütfen hizmet şartlarının { $version } sürümünü okuyup kabul edin.
terms-decline = Kabul etmiyorum
event-terms-accepted = Hizmet şartlarını kabul ettiniz.
event-claims-previewed = Bir yönetici, bir uygulamanın hakkınızda aldığı verilere baktı: { $application }
export-accepted-terms = Kabul edilen şartlar

### Terms at the first sign-in

terms-heading-first = Hizmet şartlarını kabul edin

### Notices about recovery codes and linked accounts

mail-recovery-codes-made-subject = { $host } için yeni kurtarma kodları
mail-recovery-codes-made-text = { $host } hesabınız için yeni kurtarma kodları oluşturuldu. Eski kodlar artık kullanılamaz.
mail-recovery-code-used-subject = { $host } için bir kurtarma kodu kullanıldı
mail-recovery-code-used-text = { $host } hesabınızda oturum açmak için kurtarma kodlarınızdan biri kullanıldı.
mail-account-linked-subject = { $host } için bir hesap bağlandı
mail-account-linked-text = Başka bir sağlayıcıdaki bir hesap { $host } hesabınıza bağlandı. Artık bu hesapla oturum açılabilir.
mail-account-unlinked-subject = { $host } için bir hesabın bağlantısı kaldırıldı
mail-account-unlinked-text = Başka bir sağlayıcıdaki bir hesabın { $host } hesabınızla bağlantısı kaldırıldı. Artık bu hesapla oturum açılamaz.

### Places of addresses, and the way to the console

place-estimated = { $place } (tahmini)
mail-fact-place = Yer
account-console = Yönetim
account-about-console = Kullanıcılar, uygulamalar ve sunucunun ayarları.
