using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Api.Tests;

public sealed class LeadCursorTests
{
    static readonly LeadCursor Cursor = new(42, 100, new LeadScore("Lead 7/ø", 0.123456789012345678, -1.96, ""));

    [Fact]
    public void A_cursor_read_back_is_the_cursor_written()
    {
        Assert.True(LeadCursor.TryParse(Cursor.Encode(), out var read));
        Assert.Equal(Cursor, read);
    }

    [Fact]
    public void A_cursor_needs_no_escaping_in_an_address()
    {
        var text = Cursor.Encode();
        Assert.Equal(text, Uri.EscapeDataString(text));
    }

    [Fact]
    public void A_cursor_with_any_character_changed_is_refused()
    {
        var text = Cursor.Encode();
        for (var i = 0; i < text.Length - 1; i++)
        {
            var changed = $"{text[..i]}{(text[i] == 'A' ? 'B' : 'A')}{text[(i + 1)..]}";
            Assert.False(LeadCursor.TryParse(changed, out _), changed);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("not a cursor")]
    [InlineData("AQ")]
    public void Other_texts_are_refused(string text) => Assert.False(LeadCursor.TryParse(text, out _));

    [Fact]
    public void A_cut_cursor_is_refused()
    {
        var text = Cursor.Encode();
        for (var length = 0; length < text.Length; length++)
            Assert.False(LeadCursor.TryParse(text[..length], out _));
    }
}
