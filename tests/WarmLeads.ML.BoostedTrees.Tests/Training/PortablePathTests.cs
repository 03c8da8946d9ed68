using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace WarmLeads.ML.BoostedTrees.Tests;

public class PortablePathTests
{
    const string AnswerFile = "WARMLEADS_TEST_ANSWER_FILE";

    [Theory]
    [InlineData("DOTNET_EnableAVX512")]
    [InlineData("DOTNET_EnableAVX2")]
    [InlineData("DOTNET_EnableHWIntrinsic")]
    public void Models_scores_and_contributions_are_the_same_bits_without_a_vector_unit(string switchedOff)
    {
        var file = Path.GetTempFileName();
        try
        {
            var start = new ProcessStartInfo(
                Environment.ProcessPath!,
                ["-method", $"{typeof(PortablePathTests).FullName}.{nameof(A_processor_gives_one_answer)}"])
            {
                RedirectStandardOutput = true,
                UseShellExecute = false,
            };
            start.Environment[switchedOff] = "0";
            start.Environment[AnswerFile] = file;
            using var child = Process.Start(start)!;
            var said = child.StandardOutput.ReadToEnd();
            child.WaitForExit();
            Assert.True(child.ExitCode == 0, said);
            Assert.Equal(Answer(), File.ReadAllText(file));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void A_processor_gives_one_answer()
    {
        var answer = Answer();
        if (Environment.GetEnvironmentVariable(AnswerFile) is { } file)
        {
            File.WriteAllText(file, answer);
        }

        Assert.Equal(answer, Answer());
    }

    static string Answer()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var objective in Enum.GetValues<Objective>())
        {
            var data = Some.Data(objective, rowCount: 1500, weighted: true);
            var options = Some.Options with
            {
                Objective = objective, NumberOfTrees = 20, NumberOfLeaves = 24, ExampleFraction = 0.8, FeatureFraction = 0.8, PathSmoothing = 2,
            };
            var model = new BoostedTreeTrainer(options).Fit(data);
            var rows = Enumerable.Range(0, data.RowCount)
                .SelectMany(row => Enumerable.Range(0, data.Schema.Count).Select(feature => data.ValueAt(row, feature)))
                .ToArray();
            var (scores, contributions) = (new double[data.RowCount], new double[rows.Length]);
            model.Predict(rows, scores);
            model.Explain(rows, contributions, numberOfThreads: 1);
            hash.AppendData(Some.Bytes(model));
            hash.AppendData(MemoryMarshal.AsBytes(scores.AsSpan()));
            hash.AppendData(MemoryMarshal.AsBytes(contributions.AsSpan()));
            hash.AppendData(MemoryMarshal.AsBytes(model.Explain(rows.AsSpan(0, data.Schema.Count)).Values.ToArray().AsSpan()));
            hash.AppendData(BitConverter.GetBytes(model.Predict(rows.AsSpan(0, data.Schema.Count)).Score));
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
