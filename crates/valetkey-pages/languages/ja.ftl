# Every message of every page, in Japanese. The yardstick is en.ftl.

### Shared

title-with-brand = { $title } – { $brand }
title-with-application = { $page } – { $application }
title-error = エラー: { $page }
continue = 続行
cancel = キャンセル
signed-in-as = { $account } としてログイン中
opens-in-a-new-tab = (新しいタブで開きます)
duration-seconds = { $count }秒
duration-minutes = { $count }分
duration-hours = { $count }時間
duration-days = { $count }日
label = { $label }:
label-value = { $label }: { $value }
list-join = { $before }、{ $after }
moment-now = たった今
moment-minutes = { $count }分前
moment-hours = { $count }時間前
moment-days = { $count }日前
moment-date = { $year }年{ $month }{ $day }日
moment-exact = { $date } { $time } UTC
month-1 = 1月
month-2 = 2月
month-3 = 3月
month-4 = 4月
month-5 = 5月
month-6 = 6月
month-7 = 7月
month-8 = 8月
month-9 = 9月
month-10 = 10月
month-11 = 11月
month-12 = 12月
language-label = 言語
language-submit = 変更
footer-support = ヘルプ
footer-privacy = プライバシーポリシー
footer-terms = 利用規約

### Sign in

login-heading = ログイン
login-heading-application = { $application } にログイン
login-username = ユーザー名またはメールアドレス
login-password = パスワード
login-submit = ログイン
login-use-passkey = パスキーを使用
login-failure-passkey = このパスキーではログインできませんでした。別のパスキーを使うか、パスワードでログインしてください。
login-reason-fresh-sign-in = ログイン済みですが、アプリがパスワードの再入力を求めています。
login-reason-session-too-old = ログインしてから時間がたっています。アプリがご本人であることの確認を求めています。
login-reason-another-account = 使用するアカウントでログインしてください。
login-reason-confirm-change = アカウントを変更しようとしていますが、ログインしてから5分以上たっています。ご本人であることを確認してください。
login-reason-second-step = 2段階認証が必要です。まずパスワードを入力してください。
login-failure-wrong-credentials = ユーザー名とパスワードの組み合わせが正しくありません。両方を確認して、もう一度お試しください。
login-failure-incomplete = ユーザー名とパスワードの両方を入力してください。
login-failure-too-many-attempts = 失敗した回数が多すぎます。{ $wait }待ってから、もう一度お試しください。それまでは、正しいパスワードであっても確認は行われません。
login-failure-expired = このページを開いてから時間がたちすぎました。もう一度パスワードを入力してください。
login-failure-busy = 現在、ログインする人が集中しています。しばらくしてからもう一度お試しください。

# { $provider } is the name of another company's server, such as GitHub.
login-provider-or = または
login-provider = { $provider } でログイン
login-provider-cancelled = { $provider } でのログインをキャンセルしました。もう一度試すか、別の方法でログインしてください。
login-provider-unreachable = { $provider } が現在応答していません。1分ほどしてからもう一度試すか、別の方法でログインしてください。
login-provider-failed = { $provider } でログインできませんでした。もう一度試すか、別の方法でログインしてください。
login-provider-not-set-up = このサイトでは { $provider } でのログインが正しく設定されていません。別の方法でログインし、管理者にお知らせください。
login-provider-not-offered = このサイトでは { $provider } でのログインを利用できなくなりました。別の方法でログインしてください。
login-provider-not-linked = この { $provider } アカウントは、このサイトのどのアカウントともリンクされていません。別の方法でログインし、アカウントページでリンクしてください。
login-provider-not-allowed = この { $provider } アカウントでは、このサイトにログインできません。
login-provider-link-after-sign-in = この { $provider } アカウントをこのサイトで使うには、まず一度、このサイトのアカウントにログインしてください。その後は { $provider } でログインできます。
login-provider-address-is-known = お使いの { $provider } アカウントと同じメールアドレスのアカウントが、このサイトにあります。一度そのアカウントにログインしてください。その後は { $provider } でログインできます。

### Second step

second-step-heading = ご本人であることの確認
second-step-account = { $account } としてログインします
second-step-authenticator = 認証アプリを開き、このアカウント用に表示されているコードを入力してください。
second-step-authenticator-label = 6桁のコード
second-step-recovery-code = リカバリーコードを1つ入力してください。各コードは1回だけ使えます。
second-step-recovery-code-label = リカバリーコード
second-step-submit = 続行
second-step-other-ways = 別の方法を試す
second-step-use-authenticator = 認証アプリを使用
second-step-use-recovery-code = リカバリーコードを使用
second-step-restart = 別のアカウントを使用
second-step-reason = ログイン済みです。このページでは2段階認証が必要です。
second-step-reason-application = ログイン済みです。{ $application } が2段階認証を求めています。
second-step-failure-wrong-code = このコードは、間違っているか、期限切れか、すでに使われています。新しいコードを入力してください。
second-step-failure-incomplete = コードを入力してください。
second-step-failure-too-many-attempts = 失敗した回数が多すぎます。{ $wait }待ってから、もう一度お試しください。それまでは、正しいコードであっても確認は行われません。
second-step-failure-expired = このページが送信された回数が多すぎます。もう一度コードを入力してください。

authenticator-heading = 認証アプリ
authenticator-reason = ログインするには2段階認証が必要です。今すぐ認証アプリを追加してください。
authenticator-reason-application = { $application } はログイン時に2段階認証を求めています。今すぐ認証アプリを追加してください。
authenticator-step-app = スマートフォンで認証アプリを開きます。ない場合はインストールしてください。ワンタイムコードに対応したアプリであれば、どれでも使えます。
authenticator-step-scan = この画像を認証アプリで読み取ります。
authenticator-qr = 認証アプリ用のキーを含む QR コード
authenticator-type-key = 代わりにキーを入力する
authenticator-key = キー
authenticator-account = アカウント
authenticator-step-code = 認証アプリに今表示されているコードを入力します。以後、この認証アプリが有効になります。
authenticator-confirm = 認証アプリを追加
authenticator-wrong-code = コードが一致しません。スマートフォンの時刻が正しいことを確認し、認証アプリに今表示されているコードを入力してください。
authenticator-added = 認証アプリが登録されています。パスワードの後に、認証アプリのコードの入力を求められます。
authenticator-remove-text = 別のスマートフォンを使うには、この認証アプリを削除し、そのスマートフォンで追加し直してください。ほかの2段階認証の方法では、引き続きログインできます。
authenticator-remove-with-codes = 別のスマートフォンを使うには、この認証アプリを削除し、そのスマートフォンで追加し直してください。それまではパスワードだけでログインできる状態になり、リカバリーコードは使えなくなります。
authenticator-remove = 認証アプリを削除
authenticator-notice-added = 認証アプリを追加しました。
authenticator-notice-removed = 認証アプリを削除しました。

recovery-codes-heading = リカバリーコード
recovery-codes-text = スマートフォンが手元にないときは、リカバリーコードでログインできます。各コードは1回だけ使えます。
recovery-codes-left = リカバリーコードは残り{ $count }個です。
recovery-codes-few = なくなる前に、新しいコードを作成してください。
recovery-codes-make-text = 新しいコードを作成すると、古いコードは使えなくなります。
recovery-codes-make = 新しいコードを作成
recovery-codes-none = リカバリーコードはありません。認証アプリなど、2段階認証の方法を初めて追加したときに発行されます。
recovery-codes-new-heading = リカバリーコードの保存
recovery-codes-new-text = スマートフォンをなくしたときは、リカバリーコードでログインできます。各コードは1回だけ使えます。コードが表示されるのは今回だけです。ダウンロードまたは印刷して、安全な場所に保管してください。
recovery-codes-account = アカウント: { $account }
recovery-codes-print = このページを印刷するには、ブラウザーのメニューを使ってください。
recovery-codes-download = テキストでダウンロード
recovery-codes-saved = 保存しました

### Signed in already

signed-in-heading = すでにログインしています
signed-in-account = アカウントページへ

### Account chooser

chooser-heading = アカウントの選択
chooser-heading-application = { $application } で使うアカウントの選択
chooser-text = このブラウザーではすでにログインしています。
chooser-continue-as = { $account } として続行
chooser-another = 別のアカウントを使用

### Consent

consent-heading = { $application } にアカウントへのアクセスを許可しますか？
consent-title = アクセスの許可
consent-list = 許可すると、{ $application } は次のことができるようになります:
consent-writing = また、次の変更を代わりに行うことができます:
consent-offline = さらに、このアクセス権が維持されます:
consent-return = { $host } に戻ります
consent-remembered = この許可は保存されるため、毎回確認されることはありません。許可はアカウントページでいつでも取り消せます。
consent-allow = 許可
consent-deny = 拒否
consent-policy = プライバシーポリシー
consent-terms = 利用規約

scope-openid = ログイン時の本人確認
scope-profile = 名前などの基本的なプロフィール情報の参照
scope-email = メールアドレスと、その確認状況の参照
scope-address = 住所の参照
scope-phone = 電話番号と、その確認状況の参照
scope-roles = このサイトでのロールの参照
scope-groups = 所属しているグループの参照
scope-offline-access = 利用していない間も、許可を取り消すまでアクセス権を維持
scope-other = 次の権限の使用:

### Sign out

logout-heading = ログアウトしますか？
logout-text = このサイトからログアウトします。このアカウントで開いたアプリにも、対応していれば通知されます。
logout-text-application = { $application } がログアウトを求めています。このアカウントで開いたほかのアプリにも、対応していれば通知されます。
logout-missing-return = アプリが戻り先のアドレスを指定しましたが、それがそのアプリのものかどうか確認できません。ログアウト後は、このページにとどまります。
logout-submit = ログアウト
logout-stay = ログインしたままにする

logged-out-heading = ログアウトしました
logged-out-text = このブラウザーはログアウトされています。
logged-out-missing-return = アプリが戻り先のアドレスを指定しましたが、それがそのアプリのものかどうか確認できません。そのため、このページにとどまっています。ログアウトは完了しています。
logged-out-told-list = アプリ
logged-out-told = ログアウトを通知しました
logged-out-not-told = 通知できませんでした – アプリを閉じるか、アプリでログアウトしてください
logged-out-return = { $application } に戻る
logged-out-return-unnamed = アプリに戻る
logged-out-sign-in = もう一度ログイン

### Account

account-heading = アカウント
account-menu = アカウント
account-menu-overview = 概要
account-menu-security = セキュリティ
account-menu-devices = デバイス
account-menu-apps = アプリ
account-menu-activity = アクティビティ
account-about-activity = アカウントであった出来事。
account-menu-profile = プロフィール
account-about-profile = アカウントに登録されているご自分の情報。
account-about-security = ログインの方法。
account-about-devices = ログインしている場所。
account-about-apps = アカウントを使えるアプリと、各アプリにできること。
account-username = ユーザー名
account-email = メールアドレス
account-email-verified = 確認済み
account-email-unverified = 未確認
account-applications-heading = アクセス権のあるアプリ
account-applications-count = { $count }個のアプリがアカウントを使えます。
account-applications-none = アカウントへのアクセス権があるアプリはありません。許可したアプリはここに表示されます。
account-application-can = { $application } にできること:
account-withdraw = アクセス権を取り消す
account-withdrawn = { $application } はアカウントにアクセスできなくなりました。このアプリが代わりに利用しているサービスに反映されるまで、しばらくかかることがあります。
account-sign-out = ログアウト

### Account: profile

profile-text = アプリがこれらの情報を見られるのは、許可した場合だけです。知らせたくない項目は空欄のままにしてください。
profile-save = 保存
profile-saved = プロフィールを保存しました。
profile-failure-wrong-values = まだ保存されていません。印の付いた項目を修正してください。
profile-failure-changed = その間にアカウントが変更されたため、保存されませんでした。現在の内容を表示しています。
profile-hint-text = 長すぎるか、目に見えない文字が含まれています。
profile-hint-web = ウェブアドレス (例: https://example.org/ada)
profile-hint-birthdate = 年月日 (例: 1815-12-10)。年を 0000 にすると、年は公開されません。
profile-hint-zoneinfo = タイムゾーン (例: Asia/Tokyo)
profile-hint-locale = 言語 (例: ja、pt-BR)
profile-hint-phone = 国番号を含む番号 (例: +442079460123)

### Account: security

security-password = パスワード
security-password-set = パスワードが設定されています。
security-password-none = パスワードは設定されていません。
security-password-change = 変更
security-password-add = パスワードを設定
security-authenticator = 認証アプリ
security-authenticator-on = 認証アプリが登録されています。
security-authenticator-off = 認証アプリは登録されていません。
security-add = 追加
security-change = 変更
security-recovery-codes = リカバリーコード
security-recovery-codes-on = リカバリーコードがあります。
security-recovery-codes-off = 2段階認証の方法を初めて追加したときに発行されます。
security-see = 表示

### Account: linked accounts

# { $provider } is the name of another company's server, such as GitHub.
security-linked = リンク済みアカウント
security-linked-none = ほかのアカウントでのログインは設定されていません。
security-linked-count = ほかの{ $count }個のアカウントでログインできます。
security-linked-manage = 管理
linked-text = ほかのプロバイダーのアカウントをリンクすると、このサイトにパスワードなしでログインできます。
linked-none = リンクされているアカウントはありません。
linked-since = リンク
linked-last-used = 最終使用
linked-unlink = リンクを解除
linked-last-way = これが唯一のログイン方法です。リンクを解除する前に、パスワードを設定するか、別のアカウントをリンクしてください。
linked-more = アカウントのリンク
linked-link = { $provider } をリンク
linked-added = { $provider } をリンクしました。今後はこのアカウントでログインできます。
linked-removed = { $provider } のリンクを解除しました。このアカウントではログインできなくなりました。
linked-failure-cancelled = { $provider } でキャンセルしました。何もリンクされていません。
linked-failure-unreachable = { $provider } が現在応答していません。何もリンクされていません。1分ほどしてからもう一度お試しください。
linked-failure-taken = この { $provider } アカウントは、このサイトの別のアカウントにリンクされています。先にそちらのリンクを解除してください。
linked-failure-failed = { $provider } アカウントをリンクできませんでした。何も変更されていません。

### Account: devices

devices-text = アカウントにログインしているブラウザーの一覧です。見覚えのないものがあれば、ログアウトさせてパスワードを変更してください。
devices-browser-system = { $browser } ({ $system })
devices-unknown = 不明なブラウザー
devices-this = このデバイス
devices-signed-in = ログイン
devices-last-seen = 最終アクセス
devices-applications = アプリ
devices-end = ログアウト
devices-end-others = ほかの{ $count }台をログアウト
devices-ended = ほかの{ $count }台のデバイスをログアウトしました。
devices-apps = デバイスをログアウトしても、利用していない間も動作できるアプリのアクセス権はなくなりません。こうしたアプリの確認はこちら:

### Account: applications

apps-sees = 現在見ている情報:
apps-allowed = 許可した日時
apps-opened = 最後に開いた日時
apps-trusted = 組織のアプリ
apps-trusted-text = このアプリは所属組織が運営しているため、許可の確認は行われていません。開くと、再びアクセス権が与えられます。

### Account: activity

activity-text = アカウントであった出来事を、新しい順に表示しています。
activity-none = まだ何もありません。
activity-older = 以前の記録
activity-newest = 最新の記録
activity-not-me-heading = 心当たりがない場合
activity-not-me-text = ほかのすべてのデバイスをただちにログアウトします。その後、パスワードを変更していただきます。
activity-not-me = 自分ではありません
activity-others-signed-out = ほかのすべてのデバイスをログアウトしました。古いパスワードで誰もログインできないように、今すぐパスワードを変更してください。
event-application = アプリ
event-other = その他の出来事:
event-signed-in = ログインしました。
event-signed-out = デバイスがログアウトされました。
event-consent-given = アカウントへのアクセスを許可しました: { $application }
event-consent-withdrawn = アカウントへのアクセス権を取り消しました: { $application }
event-consent-withdrawn-by-other = 管理者がアカウントへのアクセス権を取り消しました: { $application }
event-grant-revoked = アプリがアクセス権を返却しました: { $application }
event-grant-reuse = アプリが同じキーを2回使ったため、アクセス権が失効しました: { $application }
event-token-revoked = アプリがキーを1つ返却しました: { $application }
event-user-added = アカウントが作成されました。
event-user-edited = プロフィールを変更しました。
event-user-edited-by-other = 管理者がプロフィールを変更しました。
event-user-disabled = アカウントが無効になりました。
event-user-enabled = アカウントが有効になりました。
event-password-set = パスワードを変更しました。
event-password-set-by-other = 管理者が新しいパスワードを設定しました。
event-user-signed-out = 管理者がすべての場所からログアウトさせました。
event-factor-added = 2段階認証の方法を追加しました。
event-factor-removed = 2段階認証の方法を削除しました。
event-factor-removed-by-other = 管理者が2段階認証の方法を1つ削除しました。
event-recovery-codes-made = 新しいリカバリーコードを作成しました。
event-recovery-code-used = リカバリーコードでログインしました。
event-user-unlocked = 管理者がログイン失敗の記録をリセットしました。
event-passkey-added = パスキーを追加しました。
event-passkey-renamed = パスキーの名前を変更しました。
event-passkey-removed = パスキーを削除しました。
event-passkey-removed-by-other = 管理者がパスキーを削除しました。
event-passkey-clone = パスキーがコピーされた可能性があるため、そのパスキーでのログインを拒否しました。コピーした覚えがない場合は、そのパスキーを削除してください。
event-password-reset = パスワードを忘れたため、新しいパスワードを設定しました。
event-address-verified = メールアドレスが確認されました。
event-address-changed = メールアドレスが変更されました。
event-registered = アカウントを作成しました。
event-invitation-accepted = 招待を承諾しました。
event-link-made = 管理者がリンクを作成しました。
event-mail-requested = メールの送信が依頼されました。
event-account-linked = ほかのプロバイダーのアカウントがリンクされました。
event-account-unlinked = ほかのプロバイダーのアカウントのリンクが解除されました。
event-group-added = グループのメンバーになりました。
event-group-removed = グループのメンバーではなくなりました。
event-role-granted = ロールが割り当てられました。
event-role-taken = ロールの割り当てが解除されました。

### Claims

claim-name = 氏名
claim-given-name = 名
claim-family-name = 姓
claim-middle-name = ミドルネーム
claim-nickname = ニックネーム
claim-profile = プロフィールページ
claim-picture = 画像
claim-website = ウェブサイト
claim-gender = 性別
claim-birthdate = 生年月日
claim-zoneinfo = タイムゾーン
claim-locale = 言語
claim-phone-number = 電話番号
claim-address = 住所
claim-street-address = 町名・番地
claim-locality = 市区町村
claim-region = 都道府県または地域
claim-postal-code = 郵便番号
claim-country = 国/地域
claim-roles = ロール
claim-groups = グループ
claim-sub = 識別子

### Account: password

password-heading = パスワードの変更
password-heading-first = パスワードの設定
password-text = このデバイスではログインしたままになります。それ以外の場所ではすべてログアウトされ、そこで開いたアプリはアクセス権を失います。
password-current = 現在のパスワード
password-new = 新しいパスワード
password-again = 新しいパスワード (確認)
password-rule = { $count }文字以上にしてください。互いに関係のない単語をいくつか並べるのがおすすめです。ほかで使っているパスワードは避けてください。
password-changed = パスワードを変更しました。ほかの場所ではすべてログアウトされました。
password-failure-wrong-current = 現在のパスワードと一致しません。もう一度お試しください。
password-failure-missing = 新しいパスワードを両方の欄に入力してください。
password-failure-different = 2つの新しいパスワードが一致しません。新しいパスワードを両方の欄に入力してください。
password-failure-too-short = 新しいパスワードは{ $count }文字以上にしてください。
password-failure-too-long = 新しいパスワードは{ $count }文字以内にしてください。
password-failure-not-text = 新しいパスワードに使えるのは、文字、数字、句読点、記号、スペースだけです。
password-failure-common = このパスワードは、攻撃者が最初に試すものの1つです。別のパスワードを選んでください。

### Account: passkeys

security-passkeys = パスキー
security-passkeys-count = { $count ->
    [0] パスキーはありません。
   *[other] パスキーが{ $count }個あります。
  }
security-passkeys-change = 管理
passkeys-heading = パスキー
passkeys-about = パスキーを使うと、パスワードなしでログインできます。デバイスが指紋、顔、または PIN での確認を求めます。パスキーはこのアドレスでしか機能しないため、偽のページに悪用されることはありません。
passkeys-place-synchronised = デバイス間で同期
passkeys-place-device = このデバイスのみ
passkeys-added = 追加
passkeys-used = 最終使用
passkeys-never-used = 未使用
passkeys-name = 名前
passkeys-new-name = 名前 (省略可)
passkeys-rename = 名前を変更
passkeys-remove = 削除
passkeys-add-heading = パスキーの追加
passkeys-add = パスキーを追加
passkeys-exists = このデバイスには、このアカウントのパスキーがすでにあります。
passkeys-failed = デバイスがパスキーを作成できませんでした。もう一度試すか、別のデバイスを使ってください。
passkeys-not-in-this-browser = このブラウザーはパスキーに対応していません。
passkeys-need-javascript = パスキーには JavaScript が必要です。そのほかの機能は JavaScript なしで使えます。
passkeys-not-here = このアドレスではブラウザーでパスキーを使えません。https とドメイン名が必要です。
passkeys-failure-not-verified = パスキーを検証できなかったため、追加されませんでした。もう一度お試しください。
passkeys-failure-name = 1～64文字の名前を入力してください。
passkeys-failure-too-many = パスキーの数がアカウントの上限に達しています。先に1つ削除してください。
passkeys-was-added = 「{ $name }」を追加しました。今後はこのパスキーでログインできます。
passkeys-was-renamed = パスキーの名前を「{ $name }」に変更しました。
passkeys-was-removed = 「{ $name }」を削除しました。今後、このパスキーでは誰もログインできません。

### Welcome

welcome-heading = すべてのアプリに1つのアカウント
welcome-text = ログインはここで1回だけです。アプリには、許可した範囲だけを開けるキーが渡されます。パスワードが渡されることはありません。
welcome-start = アプリを使いたい場合は、そのアプリから始めてください。本人確認が必要になると、アプリからここに案内されます。
welcome-sign-in = アカウントにログイン

### Continue to the application (form post)

form-post-heading = アプリに戻ります
form-post-heading-application = { $application } に戻ります
form-post-heading-request = しばらくお待ちください
form-post-text = 画面が変わらない場合は、[続行] を押してください。
form-post-unsafe = アプリのアドレスが安全ではないため、続行できません。

### Errors

error-unknown-client-heading = このアプリは登録されていません
error-unknown-client-text = 移動元のアプリは、このサーバーに登録されていません。お客様の操作に問題はありません。
error-unknown-client-advice = アプリの運営者にお知らせください。先に運営者がアプリを登録する必要があります。

error-redirect-uri-mismatch-heading = そのアドレスに戻ることはできません
error-redirect-uri-mismatch-text = アプリが、事前に取り決めのないアドレスへの移動を求めました。アカウントを守るため、ここで停止しました。
error-redirect-uri-mismatch-advice = アプリに戻って、もう一度お試しください。このページがまた表示される場合は、アプリの運営者にお知らせください。

error-bad-request-heading = このリンクは機能しません
error-bad-request-text = 届いたリクエストは、不完全か、壊れています。
error-bad-request-advice = アプリに戻って、最初からやり直してください。

error-session-expired-heading = このページを開いてから時間がたちすぎました
error-session-expired-text = 安全のため、このようなページには有効期限があります。何も変更されていません。
error-session-expired-advice = ページを開き直すか、アプリに戻って最初からやり直してください。

error-cookies-missing-heading = ブラウザーから Cookie が届きませんでした
error-cookies-missing-text = このページには Cookie が必要ですが、届きませんでした。ブラウザーがこのサイトの Cookie をブロックしているか、ページを開いた後に Cookie が削除されました。何も変更されていません。
error-cookies-missing-advice = このウェブサイトの Cookie を許可してから、最初からやり直してください。

error-other-browser-heading = このページは別のブラウザーのものです
error-other-browser-text = このページは、別のブラウザーやプライベートウィンドウで、またはこのブラウザーの Cookie が削除される前に開かれたものです。何も変更されていません。
error-other-browser-advice = 使いたいブラウザーで、最初からやり直してください。

error-form-damaged-heading = このページは使えなくなりました
error-form-damaged-text = フォームに、このサーバーが作成していない値、または認識できなくなった値が含まれています。アドレスの一部が欠けたときや、サーバーが新しく設定し直されたときに起こります。何も変更されていません。
error-form-damaged-advice = アプリに戻って、最初からやり直してください。

error-wrong-address-heading = このサーバーの別のアドレスが開かれています
error-wrong-address-text = このサーバーがログインに使っていないアドレスで、ページが開かれました。何も変更されていません。
error-wrong-address-advice = 正しいアドレスを使ってください。リンクやアプリからここに来た場合は、その運営者にお知らせください。

error-request-expired-heading = このログイン要求は期限切れです
error-request-expired-text = アプリからの要求は一度だけ、短い時間だけ有効です。期限が切れたか、すでに使われています。何も変更されていません。
error-request-expired-advice = アプリに戻って、最初からやり直してください。

error-other-site-heading = このフォームは別のウェブサイトから送られました
error-other-site-text = 安全のため、当サイトのページからのフォームだけを受け付けています。何も変更されていません。
error-other-site-advice = ご自分で行おうとした操作であれば、当サイトのページを直接開いて、もう一度お試しください。

error-access-denied-heading = アクセス権がありません
error-access-denied-text = お使いのアカウントでは、これを利用できません。
error-access-denied-advice = アプリの運営者にアクセス権を依頼してください。

error-too-many-requests-heading = しばらくお待ちください
error-too-many-requests-text = 短い時間にリクエストが集中しました。
error-too-many-requests-advice = 1分ほど待ってから、もう一度お試しください。

error-request-too-large-heading = 一度に送信できる量を超えています
error-request-too-large-text = リクエストが、このサーバーで受け付けられる大きさを超えています。
error-request-too-large-advice = アプリに戻って、最初からやり直してください。

error-method-not-allowed-heading = この方法ではページを開けません
error-method-not-allowed-text = アドレスは正しいのですが、想定されていない方法で開かれました。
error-method-not-allowed-advice = 前のページに戻り、ページ内のボタンを使ってください。

error-not-found-heading = ページが見つかりません
error-not-found-text = アドレスが間違っているか、ページが移動した可能性があります。
error-not-found-advice = アドレスを確認するか、前のページに戻ってください。

error-server-error-heading = サーバーで問題が発生しました
error-server-error-text = 原因はこちらにあり、お客様の操作に問題はありません。何が起きたかは、このサーバーの運営者が確認できます。
error-server-error-advice = しばらくしてからもう一度お試しください。繰り返し起こる場合は、下の参照番号をお伝えください。

error-unavailable-heading = まもなく再開します
error-unavailable-text = サーバーが混み合っているか、メンテナンス中です。何も変更されていません。
error-unavailable-advice = 1分ほどしてから、もう一度お試しください。

error-start-again = 最初からやり直す
error-right-address = 正しいアドレスへ移動
error-reference = 参照番号
error-developers = 開発者向け情報
error-developer-error = エラーコード
error-developer-check = 失敗したチェック
error-developer-expected = 期待される値
error-developer-in-log = サーバーのログの、この参照番号を含む行に記録されています。
error-developer-seen = 受信した値
error-developer-nothing = (なし)

### Forgotten password, registration and links from mails

login-forgot = パスワードをお忘れですか？
login-sign-up = アカウントを作成
forgot-heading = パスワードをお忘れですか？
forgot-text = ユーザー名またはメールアドレスを入力してください。該当するアカウントがあれば、新しいパスワードを設定するためのリンクをメールでお送りします。
forgot-failure-incomplete = ユーザー名またはメールアドレスを入力してください。
sign-up-heading = アカウントの作成
sign-up-text = メールアドレスを入力してください。続行するためのメールをお送りします。
sign-up-address = メールアドレス
sign-up-terms = 利用規約に同意します
sign-up-terms-link = 利用規約を読む
sign-up-failure-incomplete = メールアドレスを入力してください。
sign-up-failure-not-an-address = name@example.org のようなメールアドレスを1つだけ入力してください。
sign-up-failure-domain = このドメインのアドレスでは、ご自分でアカウントを作成できません。このサーバーの運営者に招待を依頼してください。
sign-up-failure-terms = アカウントを作成するには、利用規約への同意が必要です。
ask-mail-submit = メールを送信
ask-mail-failure-too-many = メールの依頼が多すぎます。{ $wait }待ってから、もう一度お試しください。迷惑メールフォルダーにメールが届いている可能性もあります。
mail-sign-in-heading = メールでログイン
mail-sign-in-explanation = ユーザー名またはメールアドレスを入力してください。該当するアカウントがあれば、リンクとコードをメールでお送りします。
mail-sign-in-confirm = { $address } としてログインするには、ボタンを押してください。

reset-heading = 新しいパスワードの設定
reset-mail-sent = この名前のアカウントがある場合は、メールをお送りしました。メールのリンクを開くか、メールのコードをここに入力してください。届くまで数分かかることがあります。迷惑メールフォルダーもご確認ください。
register-heading = 登録の完了
register-mail-sent = メールをお送りしました。メールのリンクを開くか、メールのコードをここに入力してください。届くまで数分かかることがあります。迷惑メールフォルダーもご確認ください。
register-name = お名前
invite-heading = 招待の承諾
choose-password-label = 新しいパスワード
choose-password-hint = { $count }文字以上にしてください。互いに関係のない単語をいくつか並べると、覚えやすく、推測されにくくなります。
choose-password-submit = 保存してログイン
choose-password-failure-incomplete = すべての欄に入力してください。
choose-password-failure-too-short = パスワードは{ $count }文字以上にしてください。
choose-password-failure-too-long = パスワードは256文字以内にしてください。
choose-password-failure-not-text = パスワードに使えるのは、文字、数字、句読点、スペースだけです。
choose-password-failure-like-account = このパスワードは、お名前、アドレス、またはこのサービスの名前に似すぎています。
choose-password-failure-common = このパスワードは、パスワードを推測しようとする人に知られています。別のパスワードを選んでください。
mail-code-label = メールのコード
mail-failure-wrong-code = メールのコードと一致しません。確認して、もう一度お試しください。5回間違えると、コードは無効になります。
mail-send-again = 新しいメールを依頼

verify-heading = メールアドレスの確認
verify-text = { $address } はご自分のアドレスですか？
change-address-heading = 新しいメールアドレスの確認
change-address-text = { $address } をアカウントに使いますか？
confirm-mail-sent = メールをお送りしました。メールのリンクを開くか、メールのコードをここに入力してください。
link-gone-heading = このリンクは使えなくなりました
link-gone-text = リンクがすでに使われたか、古すぎるか、一部が欠けています。何も変更されていません。新しいリンクを依頼できます。
invitation-gone-text = 招待がすでに使われたか、古すぎるか、リンクの一部が欠けています。アカウントをお持ちの場合は、ログインしてください。お持ちでない場合は、招待した人に新しい招待を依頼してください。
mail-other-browser-heading = このリンクは元のブラウザーで開いてください
mail-other-browser-text = 安全のため、このリンクは依頼したときのブラウザーでしか使えません。そのブラウザーでリンクを開くか、メールのコードを入力してください。
address-verified-heading = メールアドレスが確認されました
address-verified-text = ありがとうございます。
address-changed-heading = メールアドレスを変更しました
address-changed-text = 今後、メールは新しいアドレスに届きます。
address-taken-heading = このアドレスは使えません
address-taken-text = このアドレスは別のアカウントのものです。何も変更されていません。
mail-off-heading = このサーバーはメールを送信しません
mail-off-text = このサーバーの運営者にお問い合わせください。新しいパスワードを設定するためのリンクを受け取れます。
sign-up-off-heading = 登録は受け付けていません
sign-up-off-text = このサーバーの運営者にアカウントを依頼してください。

account-email-none = アカウントにメールアドレスが登録されていません。
account-email-verify = このアドレスの確認メールを送信
account-email-new = 新しいメールアドレス
account-email-about = 新しいアドレスにメールをお送りします。メールのリンクを開くかコードを入力するまで、何も変更されません。以前のアドレスにもお知らせが届きます。
account-email-off = このサーバーはメールを送信しないため、ここではアドレスを変更できません。運営者にお問い合わせください。
account-email-failure-same = すでに登録されているアドレスです。
account-email-change = 変更

### Mails

mail-greeting = { $account } 様、
mail-greeting-unknown = こんにちは。
mail-lifetime = リンクは、{ $time }以内に1回だけ使えます。
mail-code = または、コードの入力を求めたページに次のコードを入力してください:
mail-link-plain = ボタンが機能しない場合は、次のアドレスをブラウザーにコピーしてください:
mail-go-to-sign-in = ログインページへ

mail-test-subject = { $host } からのテストメール
mail-test-text = これはテストです。{ $host } はこのアドレスにメールを送信できます。

mail-reset-subject = { $host } の新しいパスワードの設定
mail-reset-text = { $host } のアカウントについて、新しいパスワードの設定が依頼されました。ご本人による依頼であれば、リンクを開いてください。
mail-reset-action = 新しいパスワードを設定
mail-reset-closing = 心当たりがない場合は、何もする必要はありません。パスワードは変わりません。このリンクとコードは誰にも教えないでください。

mail-verify-subject = { $host } のメールアドレスの確認
mail-verify-text = このメールアドレスがご自分のものであることを確認してください。
mail-verify-action = このアドレスを確認
mail-verify-closing = アカウントをお持ちでない場合は、何もする必要はありません。

mail-change-subject = { $host } の新しいメールアドレスの確認
mail-change-text = { $host } のアカウントでこのメールアドレスを使うことが依頼されました。ご本人による依頼であれば、リンクを開いてください。
mail-change-action = このアドレスを使用
mail-change-closing = 心当たりがない場合は、何もする必要はありません。何も変更されません。

mail-address-taken-subject = { $host } でのメールアドレスについて
mail-address-taken-text = { $host } に別のアカウントでログインしている人が、このメールアドレスを使おうとしました。このアドレスはお客様のアカウントのものなので、何も変更されていません。

mail-register-subject = { $host } への登録の完了
mail-register-text = このメールアドレスで { $host } への登録が開始されました。ご本人による登録であれば、リンクを開いてください。
mail-register-action = 続行
mail-register-closing = 心当たりがない場合は、何もする必要はありません。アカウントは作成されません。

mail-registered-subject = { $host } のアカウントをすでにお持ちです
mail-registered-text = このメールアドレスで { $host } への登録が開始されましたが、すでにアカウントをお持ちです。ご本人による登録であれば、ログインしてください。パスワードをお忘れの場合は、ログインページで新しいパスワードを設定してください。

mail-invite-subject = { $host } への招待
mail-invite-text = { $host } のアカウントに招待されました。
mail-invite-action = 招待を承諾
mail-invite-closing = アカウントが不要な場合は、何もする必要はありません。

mail-sign-in-subject = { $host } へのログイン
mail-sign-in-text = { $host } のアカウントへのログインが依頼されました。ご本人による依頼であれば、同じブラウザーでリンクを開いてください。
mail-sign-in-action = ログイン
mail-sign-in-closing = 心当たりがない場合は、何もする必要はありません。このリンクとコードは誰にも教えないでください。

mail-password-changed-subject = { $host } のパスワードが変更されました
mail-password-changed-text = { $host } のアカウントのパスワードが変更されました。
mail-address-changed-subject = { $host } のメールアドレスが変更されました
mail-address-changed-text = { $host } のアカウントのメールアドレスが変更されました。
mail-new-device-subject = { $host } への新しいログイン
mail-new-device-text = { $host } のアカウントが、これまで使われたことのないブラウザーで使われました。
mail-factor-added-subject = { $host } の新しいログイン方法
mail-factor-added-text = { $host } のアカウントにログイン方法が追加されました。
mail-factor-removed-subject = { $host } のログイン方法が削除されました
mail-factor-removed-text = { $host } のアカウントからログイン方法が削除されました。
mail-fact-factor = 方法
mail-fact-time = 日時
mail-fact-network-address = ネットワークアドレス
mail-fact-device = ブラウザー
mail-not-me = ご本人の操作であれば、何もする必要はありません。心当たりがない場合は、今すぐ新しいパスワードを設定してください。すべてのセッションが終了します。
mail-not-me-action = 自分ではありません

### Accounts, devices, deletion, attributes and passkeys in a sign-in

login-mail = コードをメールで受け取る
mail-sign-in-sent = この名前のアカウントがあり、メールアドレスが確認済みの場合は、メールをお送りしています。メールのコードをここに入力するか、メールのリンクをこのブラウザーで開いてください。届くまで数分かかることがあります。迷惑メールフォルダーもご確認ください。
mail-sign-in-other-way = 別の方法でログイン
second-step-mail-code = アカウントのメールアドレスに、コードを記載したメールをお送りしています。届くまで数分かかることがあります。迷惑メールフォルダーもご確認ください。
second-step-mail-to-send = アカウントのメールアドレスに、コードを記載したメールをお送りします。
second-step-use-mail-code = メールのコードを使用
second-step-trust = このデバイスでは{ $time }確認しない
second-step-trust-hint = ほかの人が使わないデバイスでのみ選んでください。アカウントページの「デバイス」で取り消せます。
trusted-heading = 信頼できるデバイス
trusted-text = これらのブラウザーでログインするときは、2段階認証を求められません。
trusted-since = 信頼の開始
trusted-last-used = 最終使用
trusted-until = 期限
trusted-forget = このデバイスで再び確認する
trusted-forgotten = そのデバイスでは、再び2段階認証を求められます。
event-device-trusted = デバイスで2段階認証を求めないように設定しました。
event-device-forgotten = デバイスで再び2段階認証を求めるように設定しました。
mail-code-alone = コードの入力を求めたページに次のコードを入力してください:
mail-code-lifetime = コードは、{ $time }以内に1回だけ使えます。
mail-confirm-subject = { $host } のコード
mail-confirm-text = { $host } のアカウントへのログインが行われています。ご本人によるログインであれば、コードを入力してください。
mail-confirm-closing = 心当たりがない場合は、パスワードが他人に知られています。新しいパスワードを設定してください。このコードは誰にも教えないでください。
sign-up-failure-reserved = このアドレスでは、誰も自分でアカウントを作成できません。このサーバーの運営者に招待を依頼してください。
logged-out-provider-text = { $provider } でログインしていました。{ $provider } のセッションは続いています。
logged-out-provider = { $provider } からもログアウト
logged-out-provider-failed = { $provider } のセッションをここから終了できませんでした。{ $provider } でログアウトしてください。
profile-required = { $name } (必須)
profile-not-set = 未設定
profile-yes = はい
profile-no = いいえ
profile-hint-list = 1行に1項目ずつ入力してください。
profile-hint-number = 数値 (例: 7、1.5)
profile-hint-required = この項目を入力してください。
account-switch = アカウントを切り替え
accounts-heading = このブラウザーのアカウント
accounts-signed-out = ログアウト済み
accounts-sign-out-of = { $account } からログアウト
accounts-sign-out-this = このアカウントからログアウト
accounts-sign-out-all = このブラウザーのすべてのアカウントからログアウト
logged-out-others = このブラウザーでは、ほかのアカウントがまだログインしています。
logged-out-accounts = ほかのアカウントを表示
no-access-heading = アクセス権がありません
no-access-text = このアカウントでは { $application } を利用できません。
no-access-ask = アクセス権が必要な場合は、このサービスの運営者にお問い合わせください。
login-keep = このデバイスでログインしたままにする
no-access-network = このネットワークからは { $application } を利用できません。
second-step-passkey = このアカウントのパスキーを使ってください。デバイスが指紋、顔、または PIN での確認を求めます。
second-step-failure-passkey = このパスキーでは確認できませんでした。もう一度試すか、別の方法をお試しください。
second-step-passkey-was-added = パスキーを追加しました。続行するには、今このパスキーを使ってください。
authenticator-use-passkey = 代わりにパスキーを追加
sign-in-passkey-reason = ログインするには、パスワードだけでは不十分です。今すぐパスキーを追加してください。
sign-in-passkey-reason-application = { $application } はログイン時にパスワード以外の確認も求めています。今すぐパスキーを追加してください。
sign-in-passkey-use-authenticator = 代わりに認証アプリを追加
passkey-offer-heading = 次回からパスワードなしでログインしますか？
passkey-offer-not-now = 今はしない
passkey-offer-later = 「今はしない」を選ぶと、今後はお尋ねしません。パスキーはアカウントページでいつでも追加できます。
event-passkey-offer-declined = パスキーを追加しないことを選びました。
passkeys-failure-model = ここでは特定のセキュリティキーだけを使えますが、このデバイスがその1つであることを確認できませんでした。組織のセキュリティキーを使い、メーカーとモデルの表示をブラウザーに許可してください。
account-menu-data = ご自分のデータ
account-about-data = 保存されているご自分のデータをすべてダウンロードするか、アカウントを削除します。
data-export-heading = データのダウンロード
data-export-text = このサーバーに保存されているご自分に関するすべての情報です。プロフィール、ログイン方法、デバイス、アプリ、アクティビティが含まれます。パスワード、キー、コードは含まれません。
data-export-html = 閲覧用にダウンロード (HTML)
data-export-json = プログラム用にダウンロード (JSON)
data-deletion-text = すべての場所からログアウトされます。14日以内であれば取り消せます。その後、アカウントは完全に削除されます。
data-deletion-open = このアカウントを削除
deletion-heading = アカウントの削除
deletion-text = アカウントを削除すると、次のようになります:
deletion-sessions = { $count ->
    [1] このデバイスがログアウトされます
   *[other] このデバイスを含む{ $count }台のデバイスがログアウトされます
  }
deletion-applications = { $count ->
    [0] アカウントへのアクセス権があるアプリはありません
   *[other] { $count }個のアプリがアクセス権を失います
  }
deletion-day = { $day }に、このサーバーにあるご自分に関するすべての情報が完全に削除されます
deletion-return = その日までに気が変わった場合は、ログインして、アカウントを残すことを選んでください。
deletion-export = 先にデータをダウンロードできます:
deletion-submit = アカウントを削除
deletion-requested-heading = アカウントは削除されます
deletion-requested-text = すべての場所からログアウトしました。アカウントは{ $day }に削除されます。
deletion-requested-mail = この件についてメールをお送りしました。
keep-account-heading = アカウントを残しますか？
keep-account-text = ご依頼により、このアカウントは{ $day }に削除されます。アカウントを残すことを選ぶまで、ログインは完了しません。
keep-account-keep = アカウントを残す
keep-account-delete = 予定どおり削除
event-data-exported = ご自分のデータをダウンロードしました。
event-deletion-requested = アカウントの削除を依頼しました。
event-deletion-requested-by-other = 管理者がアカウントを削除予定にしました。
event-deletion-cancelled = アカウントを残すことにしました。
event-deletion-cancelled-by-other = 管理者がアカウントの削除を取り消しました。
mail-deletion-requested-subject = { $host } のアカウントは削除されます
mail-deletion-requested-text = { $host } のアカウントにログインしている人が、アカウントの削除を依頼しました。下記の日までは、ログインしてアカウントを残すことができます。
mail-deletion-cancelled-subject = { $host } のアカウントの削除が取り消されました
mail-deletion-cancelled-text = { $host } のアカウントは削除される予定でしたが、ログインした人がアカウントを残すことを選びました。
mail-fact-deletion = 削除日
export-heading = { $account } に関するデータ
export-text = { $time } の時点で { $host } に保存されている、このアカウントに関するすべての情報です。パスワード、キー、コードは含まれません。
export-nothing = ありません。
export-account = アカウント
export-sign-in = ログイン
export-sessions = デバイス
export-consents = アプリに許可した内容
export-grants = アプリのアクセス権
export-mail-links = まだ有効なメールのリンク
export-events = アクティビティ
export-email-verified = メールアドレス確認済み
export-phone-number-verified = 電話番号確認済み
export-granted-roles = 割り当てられたロール
export-disabled = 無効
export-created-at = 作成
export-updated-at = 変更
export-password-set = パスワード設定済み
export-passkey = パスキー
export-linked-account = リンク済みアカウント
export-failed-sign-ins = ログインの失敗
export-failures-forgotten = ログインの失敗が数えられなくなるまでの日数
export-methods = 方法
export-expires-at = 終了
export-client-id = アプリの ID
export-application = アプリ
export-scope = スコープ
export-allowed-at = 許可
export-audiences = 利用先
export-purpose = 目的
export-kind = 種類
export-by = 実行者
export-changed = 変更内容
export-provider = プロバイダー
export-provider-subject = プロバイダーのアカウント
export-last-used-at = 最終使用
export-synchronised = 同期
export-left = 残り
password-failure-breached = このパスワードは、ほかのサービスから盗まれたパスワードのリストに含まれています。攻撃者はこうしたパスワードを最初に試します。ここでは別のパスワードを選び、ほかで使っている場合はすべて変更してください。
picture-change = 画像の変更
picture-alt = ご自分の画像
picture-none = 画像はありません。
picture-elsewhere = 画像は別のサーバーにあります。
picture-file = 新しい画像
picture-hint = PNG、JPEG、または WebP、最大 8 MB。中央の正方形だけを保存し、ファイルに含まれる場所、日時、カメラの情報は保存しません。プロフィールを見られるアプリと、画像のアドレスを知っている人は、画像も見ることができます。
picture-upload = 画像を保存
picture-remove = 画像を削除
picture-saved = 画像を保存しました。
picture-removed = 画像を削除しました。
picture-failure-missing = 先にファイルを選んでください。
picture-failure-too-large = このファイルは大きすぎます。画像は 8 MB 以内にしてください。
picture-failure-too-many-pixels = この画像はピクセル数が多すぎます。各辺は1万ピクセル以内、合計は5000万ピクセル以内にしてください。
picture-failure-format = このファイルは PNG、JPEG、WebP のいずれの画像でもありません。
picture-failure-damaged = この画像は壊れています。別のプログラムで開いて、保存し直してください。
picture-failure-busy = 現在、画像の保存が集中しています。しばらくしてからもう一度お試しください。
terms-heading = 利用規約が変更されました
terms-text = 続行するには、利用規約 (バージョン { $version }) を読んで同意してください。
terms-decline = 同意しません
event-terms-accepted = 利用規約に同意しました。
event-claims-previewed = 管理者が、アプリに渡されるあなたのデータを確認しました: { $application }
export-accepted-terms = 同意した利用規約

### Terms at the first sign-in

terms-heading-first = 利用規約への同意

### Notices about recovery codes and linked accounts

mail-recovery-codes-made-subject = { $host } の新しいリカバリーコード
mail-recovery-codes-made-text = { $host } のアカウントの新しいリカバリーコードが作成されました。古いコードは使えなくなりました。
mail-recovery-code-used-subject = { $host } でリカバリーコードが使われました
mail-recovery-code-used-text = { $host } のアカウントへのログインに、リカバリーコードの 1 つが使われました。
mail-account-linked-subject = { $host } でアカウントがリンクされました
mail-account-linked-text = ほかのプロバイダーのアカウントが { $host } のアカウントにリンクされました。このアカウントでログインできます。
mail-account-unlinked-subject = { $host } でアカウントのリンクが解除されました
mail-account-unlinked-text = ほかのプロバイダーのアカウントと { $host } のアカウントのリンクが解除されました。このアカウントではログインできなくなりました。

### Places of addresses, and the way to the console

place-estimated = { $place }（推定）
mail-fact-place = 場所
account-console = 管理
account-about-console = ユーザー、アプリ、サーバーの設定。
