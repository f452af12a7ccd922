"""Names that Korean press systems give to the parts of a page: data that steers the generic reader."""

from __future__ import annotations

import re

BODY_NAMES = frozenset(
    """
    dic_area articlebodycontents articebody newsct_article harmonycontainer article_view articleview
    article-view-content-div articlebody article_body article-body articlebody_text article_txt articletxt
    article-text article_text articletext article_content article-content articlecontent article_contents
    article-contents articlecontents article_cont articlecont article_con content_article contents_article
    arti_body arti_content arti-txt arti_txt art_body art_txt art_text art_cont artbody atic_txt1 article_main
    article_detail article_paragraph article_bodycontent news_body newsbody news-body news_body_area news_txt
    newstxt news_text news_view news_content news_contents newscontent news_cont news_article newsarticle
    newsendcontents newsendbody newsviewarea newsview news-memo news_bm newsdetail story-news story_body
    story-body storybody text_area textarea_body textbody text_body txt_area view_text view_txt view_con
    view_content view_contents viewcontent viewcontents view-content view_cont viewconts view_con_text view_body
    view-con cont_newstext cont_body content_text content-text contenttext contents_text content_body
    content_txt contents_body cmadcontent par read_body read_txt body_wrap bodytext body_text detail-body
    detail_body detail_txt entry-content post-content td-post-content editor_body editor-body se-main-container
    vcon_con article-veiw-body at_contents abody arc-body story_area gisa_view gisabody gisa_content a_text
    m_article artical-content artical_content articlecontentbody print_area smartoutput article_area _article
    article_detail_body news_article_body articlebodycontent view_body_area newsct_body article_body_content
    txt_article view_article viewbody newsbody_area rns_text v_body article-viewer article_viewer view-article
    article__body article-body__content articlebody__text news-content news-view news-text cnt_view area_article
    article_cnt newscnt news_cnt cont_article cont_view arti_view art_view artview bbs_content view_content_wrap
    newsview_content article-content-body content_area_body view_text_area realartccontents articlecontetns
    realarticlecontents newsviewcontent jtbcbody article_story articlestory article-view-body article_cont_area
    news_detail news_cont_area mainarticle article_news article-font story_content news_cnt_detail_wrap
    article-news-body article-news-box page-post-article news_page_txt news-article-memo divnewscontent
    box-news-body article-body-content article_conent news_textarea news_content_area viewer-article
    content_print view_r viewcontent_article articlewrap_content post-body post_content blog-post-content
    gnews_body arti-view article-viewer-body story-contents detailcontent article-txt news_article_txt
    newsarticlebody article_detail_content pnlcontent news_body_id gs_content nwscon arl_view_content news-contents
    contentsarea newsadcontent viewbox2 joinskmbox ijam_content articlebodycontent article_txt_container
    article__content article_view_content article-view-content news_contents article_cont_txt articleconts
    view_article_txt gisa_txt news_view_txt post__content single-content article-detail__content cont_art
    """.split()
)
"""Ids and classes of the element that holds an article's text, in lower case."""

CAPTION_NAMES = re.compile(
    r"(?:^|[\s_-])(?:caption|captions|captn|cap|img_?desc|imgdesc|photo_?(?:desc|txt|text"
    r"|cap(?:tion)?)|txt_?caption|img_?txt|img_?cap"
    r"|figcaption|pic_?txt|desc_?photo|photo_?org|thumb_?desc|img_?info)(?:$|[\s_-])",
    re.I,
)
PHOTO_NAMES = re.compile(
    r"(?:^|[\s_-])(?:photo|photos|image|images|img|pic|picture|figure|thumb|thumbnail"
    r"|article_?photo|img_?(?:box|wrap|area|center|left|right|con)"
    r"|photo_?(?:box|wrap|area|center|left|right|layout)|end_photo_org|imgframe|image_?(?:box"
    r"|wrap|area)|art_photo)(?:$|[\s_\d-])",
    re.I,
)
HIDDEN_NAMES = re.compile(
    r"(?:^|[\s_-])(?:hidden|hide|blind|sr-only|screen-?out|visually-hidden|displaynone|a11y)(?:$|[\s_-])", re.I
)
HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
COMMENT_NAMES = re.compile(
    r"(?:^|[\s_-])(?:comment|comments|cmt|reply|replies|livere|disqus|cbox|u_cbox)(?:$|[\s_\d-])", re.I
)
LIST_NAMES = re.compile(
    r"(?:^|[\s_-])(?:related|relate|relation|relnews|rel|recommend|recommended|ranking"
    r"|rank|popular|mostview|most|best|hot|headline|aside|sidebar|snb|gnb|lnb"
    r"|footer|header|nav|breadcrumb|menu|search|banner|widget|latest|list)(?:$|[\s_\d-])",
    re.I,
)
DROP_NAMES = re.compile(
    r"(?:^|[\s_-])(?:share|sharing|sharedaddy|jp-relatedposts|addtoany|sns|snsbox|ads?|adsbygoogle|adv|advert|advertisement"
    r"|adbox|ad_?(?:wrap|area|box|slot)|banner|paging|pagination|pager|dable|dablewidget|taboola|teads"
    r"|relate|related|relation|relnews|rel_?news|related_?(?:news|article|articles"
    r"|issue)|recommend|ranking|popular|mostview|hotnews"
    r"|copyright|copy_?right|reporter|reporters|journalist|byline|by_line|writer|writers"
    r"|author|authors|gija|kija|tags?|hashtags?|keywords?|tag_?list"
    r"|comment|comments|cmt|reply|livere|subscribe|subscription|newsletter|promotion|promo|app_?down|app_?banner"
    r"|tts|audio|listen|fontsize|font_?(?:size|ctrl|control)|toolbar|util|utils|utility"
    r"|util_?box|btns?|button|buttons|btn_?(?:area|wrap|group|box)"
    r"|vod|video|player|movie|login|layer|layer_?pop|popup|modal|tooltip|ai_?summary"
    r"|summary_?(?:ai|box|layer)|aisummary|auto_?summary|translate"
    r"|stock_?(?:info|box|wrap|area|list|price)|vote|poll|quiz|emotion|emoji|reaction|likeit|recomm|donation|support|sponsor|naver_?(?:channel"
    r"|subscribe)|channel_?(?:add|subscribe)|view-?copyright|issue_?(?:box|list)"
    r"|twitter-?(?:tweet|video)|instagram-?media|fb-?(?:post|video)|tiktok-?embed|threads-?post|bluesky-?embed|series|program_?(?:info|link)|print|correction|notice_?(?:box|area)|footer)(?:$|[\s_\d-])",
    re.I,
)
HEADING_NAMES = re.compile(
    r"(?:^|[\s_-])(?:sub[_-]?tit(?:le)?(?:-\w+)?|tit(?:le)?[_-]?sub|sub_?head(?:ing|line)?|stitle|s_title"
    r"|mid_?title|midtitle|deck|summary|media_end_summary|summary_view|article_?summary"
    r"|sub_subject|subject_sub|heading|lead_?(?:title|summary)|t_sub|a_sub|art_sub"
    r"|article_sub|news_sub|view_sub|editor-h\d?|point_?txt)(?:$|[\s_\d-])",
    re.I,
)
BYLINE_NAMES = ("reporter", "byline", "writer", "author", "journalist", "newshawk", "gija", "kija")
"""Parts of class names of an element that names the article's reporters."""
TITLE_NAMES = re.compile(r"title|headline|subject|tit(?:$|[\s_-])|(?:^|[\s_-])tit", re.I)
