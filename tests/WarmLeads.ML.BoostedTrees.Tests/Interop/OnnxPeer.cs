namespace WarmLeads.ML.BoostedTrees.Tests;

/// <summary>ONNX Runtime itself, npm's onnxruntime-node; a test that needs it skips where it is absent.</summary>
static class OnnxPeer
{
    /// <summary>Answers the rows in a folder with the model in it.</summary>
    public static void Answer(PeerFolder folder)
    {
        var modules = Environment.GetEnvironmentVariable("WARMLEADS_TEST_ONNXRUNTIME");
        Assert.SkipWhen(
            string.IsNullOrEmpty(modules), "No ONNX Runtime: name a node_modules folder with onnxruntime-node in WARMLEADS_TEST_ONNXRUNTIME.");
        var answer = PeerFolder.Run("node", Path.Combine(PeerFolder.ScriptFolder, "onnx_peer.js"), modules!, folder.ToString());
        Assert.SkipWhen(answer is null, "No node to run ONNX Runtime with.");
        Assert.True(answer!.Value.Code == 0, answer.Value.Errors);
    }
}
