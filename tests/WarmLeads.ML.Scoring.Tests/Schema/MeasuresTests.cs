using System.Text.Json;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Scoring;

public sealed class MeasuresTests
{
    [Fact]
    public void The_file_of_a_model_without_colleagues_says_nothing_of_them()
    {
        var measures = new HistoryMeasures { Kinds = ["gate:tapped"] };

        Assert.Equal("""{"Kinds":["gate:tapped"],"Numbers":[],"Texts":[],"IsEmpty":false}""", JsonSerializer.Serialize(measures));
        Assert.Equal("""{"Kinds":[],"Numbers":[],"Texts":[],"Colleagues":true,"IsEmpty":false}""", JsonSerializer.Serialize(new HistoryMeasures { Colleagues = true }));
    }

    [Fact]
    public void A_saved_model_measures_colleagues_when_it_did_before()
    {
        var model = ColleagueModel.Make(DateTimeOffset.UnixEpoch);
        Assert.True(ConversionModel.FromBytes(model.ToBytes(), "a test").Schema.MeasuresColleagues);
    }
}
